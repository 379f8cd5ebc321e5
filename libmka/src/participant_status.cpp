// What is told of a participant.
#include "participant.hpp"
#include "timers.hpp"

namespace mka {

namespace {

PeerStatus status_of(const Peer& p, Time now) {
  PeerStatus peer{.mi = p.mi,
                  .mn = p.mn,
                  .sci = p.sci,
                  .key_server_priority = p.priority,
                  .key_server = p.key_server,
                  .mka_version = p.mka_version,
                  .capability = p.capability,
                  .macsec_desired = p.macsec_desired,
                  .expires_in = p.expires - now};
  for (const auto& key : p.reported) {
    peer.receives = peer.receives || (key.present() && key.receives);
    peer.transmits = peer.transmits || (key.present() && key.transmits);
  }
  return peer;
}

}  // namespace

ParticipantStatus Participant::status(Time now, const PortPolicy& policy) const {
  ParticipantStatus s{.ckn = ckn_,
                      .principal = principal_,
                      .mi = mi_,
                      .mn = mn_,
                      .elected_self = elected_self(),
                      .mkpdus_sent = mkpdus_sent_,
                      .mkpdus_accepted = mkpdus_accepted_,
                      .icv_mismatches = icv_mismatches_,
                      .mka_version = mka_version_of(policy),
                      .silent = silent_,
                      .wire_ckn = peers_form_,
                      .agility_mismatches = agility_mismatches_,
                      .duplicate_scis = duplicate_scis_,
                      .starts_without_progress = watchdog_.starts(),
                      .last_stall = watchdog_.last_stall()};
  for (const Peer& p : peers_.all()) {
    if (elected_ == p.sci && p.live) s.key_server = KeyServerStatus{p.sci, p.priority};
    (p.live ? s.live : s.potential).push_back(status_of(p, now));
  }
  if (const auto since = live_since()) s.live_for = now - *since;
  if (const auto since = one_way_.since(now)) s.unlisted_for = now - *since;
  if (const auto& refusal = offers_.last_refusal()) {
    s.last_refusal = refusal->reason;
    s.refused_suite = refusal->suite;
  }
  return s;
}

}  // namespace mka
