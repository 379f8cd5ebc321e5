// What each participant waits for in vain, and starting over because of it. A session whose traffic
// flows is never disturbed.
#include <algorithm>

#include "key_agreement.hpp"
#include "timers.hpp"

namespace mka {

namespace {

// Refused for what the operator decided: it would be the same again.
bool refused_by_policy(const Participant& participant) {
  using enum RefuseReason;
  const auto& refusal = participant.offers().last_refusal();
  return refusal &&
         (refusal->reason == suite_unknown || refusal->reason == suite_not_accepted ||
          refusal->reason == confidentiality_not_accepted || refusal->reason == macsec_not_desired);
}

Sci stalled_peer(const Participant& participant, Stall stall) {
  if (stall == Stall::peer_does_not_list_us) return participant.one_way().sci();
  if (const Peer* server = participant.server_peer()) return server->sci;
  return participant.peers().live_scis().front();
}

}  // namespace

// Some live peer says that it receives with the SAK that carries our traffic.
bool KeyAgreement::traffic_flows() const {
  const InstalledSak* used = port_.associations().in_use();
  if (used == nullptr || !used->receives) return false;
  return std::ranges::any_of(participants_, [&](const auto& p) {
    return std::ranges::any_of(p->peers().all(), [&](const Peer& peer) {
      return peer.live && peer.receives(used->agreed.ki);
    });
  });
}

bool KeyAgreement::holds_sak_of(const Mi& server) const {
  if (port_.offered() && port_.offered()->ki.server == server) return true;
  const auto& associations = port_.associations();
  return std::ranges::any_of(
      std::array{&associations.latest(), &associations.old()},
      [&](const auto* sak) { return *sak && (*sak)->agreed.ki.server == server; });
}

// A peer that transmits with it has taken it up, whatever it reports.
bool KeyAgreement::taken_up(const Participant& participant, const Ki& ki) const {
  return std::ranges::any_of(participant.peers().all(), [&](const Peer& peer) {
    return peer.live &&
           (peer.receives(ki) || port_.associations().highest_received(ki, peer.sci) > 0);
  });
}

std::optional<Stall> KeyAgreement::waits_for(Time now, const Participant& participant) const {
  if (!participant.peers().any_live())
    return participant.one_way().since(now) ? std::optional(Stall::peer_does_not_list_us)
                                            : std::nullopt;
  if (participant.elected_self()) {
    const auto& distribution = participant.distribution();
    const bool vain = distribution && !taken_up(participant, distribution->ki);
    return vain ? std::optional(Stall::sak_not_taken_up_by_peer) : std::nullopt;
  }
  const Peer* server = participant.server_peer();
  if (server == nullptr || !server->macsec_desired || refused_by_policy(participant))
    return std::nullopt;
  if (server->transmits_with_unknown_sak) return Stall::sak_unknown_to_us;
  const bool vain = !holds_sak_of(server->mi) && !without_macsec_;
  return vain ? std::optional(Stall::no_sak_from_key_server) : std::nullopt;
}

void KeyAgreement::heed_watchdogs(Time now) {
  const bool flows = traffic_flows();
  for (const auto& p : participants_) {
    if (!p->running()) continue;
    // Of a standby participant no SAK is expected.
    Watchdog::Facts facts{.progress = p->peers().any_live() && (flows || p.get() != principal_)};
    if (!facts.progress) facts.waits_for = waits_for(now, *p);
    const auto stall = p->watchdog().look(now, facts, timers::life_of(policy_));
    if (!stall) continue;
    out_.event({.kind = EventKind::no_progress,
                .ckn = p->ckn(),
                .peer = stalled_peer(*p, *stall),
                .stall = stall});
    p->renew_mi(now);
  }
}

// Of live peers that transmit with the SAK in use.
std::vector<DataPlaneWatch::Path> KeyAgreement::data_paths(const SecyCounters& counters) const {
  const InstalledSak* used = port_.associations().in_use();
  const Participant* owner = used != nullptr ? find(used->agreed.ckn) : nullptr;
  std::vector<DataPlaneWatch::Path> paths;
  if (owner == nullptr) return paths;
  const Ki& ki = used->agreed.ki;
  for (const Peer& peer : owner->peers().all()) {
    if (!peer.live || !peer.transmits(ki)) continue;
    DataPlaneWatch::Path path{.peer = peer.sci, .ki = ki, .refused = counters.packets_refused};
    Pn next = 1;
    for (const auto& sa : counters.receive) {
      if (sa.sci != peer.sci || sa.ki != ki) continue;
      path.accepted = sa.packets_ok;
      next = sa.next_pn;
    }
    path.overdue = peer.lowest_pn(ki).value_or(1) > next;
    paths.push_back(path);
  }
  return paths;
}

// A fresh SAK may help; if it does not, a new life. A client has no other way to ask for one.
void KeyAgreement::heed_data_plane(Time now, const SecyCounters& counters) {
  const auto refused = data_plane_.look(now, data_paths(counters));
  if (!refused) return;
  const AgreedSak& used = port_.associations().in_use()->agreed;
  out_.event({.kind = EventKind::data_plane_mismatch,
              .ckn = used.ckn,
              .peer = refused,
              .ki = used.ki,
              .an = used.an});
  Participant* owner = find(used.ckn);
  if (owner->elected_self() && data_plane_.told() == 1)
    mismatch_ = true;
  else
    owner->renew_mi(now);
}

}  // namespace mka
