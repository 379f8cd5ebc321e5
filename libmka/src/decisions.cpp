// What follows from the facts: principal, connection, the SAK that is due (802.1X 9.3.2, 9.7, 9.8).
#include <algorithm>
#include <utility>

#include "key_agreement.hpp"
#include "principal.hpp"
#include "timers.hpp"

namespace mka {

namespace {

bool wants_macsec(const Peer& peer) {
  return peer.live && peer.macsec_desired && peer.capability >= MacsecCapability::integrity;
}

}  // namespace

void KeyAgreement::choose(Time now) {
  std::vector<PrincipalFacts> facts;
  std::optional<std::size_t> current;
  principal_change_due_.reset();
  // A better key must stay alive this long before traffic moves to it: three hellos.
  const Duration settle = timers::life_of(policy_);
  const auto look_again_at = [&](Time time) {
    principal_change_due_ = std::min(principal_change_due_.value_or(time), time);
  };
  for (const auto& p : participants_) {
    if (p.get() == principal_) current = facts.size();
    const auto since = p->live_since();
    facts.push_back({.live_peers = p->peers().live_count(),
                     .live_since = since.value_or(Time{}),
                     .elected_self = p->elected_self(),
                     .sak_offered = p->offers().offered_at()});
    // A better key that still has to prove itself: look again when it has.
    if (p.get() != principal_ && p->elected_self() && now - *since < settle)
      look_again_at(*since + settle);
  }
  const auto chosen = choose_principal(current, facts, now, settle);
  Participant* next = chosen ? participants_[*chosen].get() : nullptr;
  if (next == principal_) return;
  if (principal_ != nullptr) {
    principal_->set_principal(false);
    principal_->stop_distributing();
  }
  principal_ = next;
  if (principal_ == nullptr) return;
  principal_->set_principal(true);
  const auto& associations = port_.associations();
  if (const InstalledSak* used = associations.falling_back() ? nullptr : associations.in_use())
    missing_reason_ = used->adopted() ? NewSakReason::restarted : NewSakReason::principal_changed;
  out_.event({.kind = EventKind::principal_changed, .ckn = principal_->ckn()});
}

Connect KeyAgreement::connect() const {
  const bool must = policy_.mode == EncryptionMode::must_encrypt;
  const Connect unsecured = open_in_clear() ? Connect::unauthenticated : Connect::pending;
  const Connect without_macsec = must ? Connect::pending : Connect::authenticated;
  if (policy_.mode == EncryptionMode::no_encrypt || hold_until_) return unsecured;
  if (principal_ == nullptr || !principal_->peers().any_live())
    return adopted_until_ ? Connect::secure : unsecured;
  if (principal_->elected_self()) {
    const bool wanted = policy_.capability >= MacsecCapability::integrity &&
                        std::ranges::any_of(principal_->peers().all(), wants_macsec);
    return wanted ? Connect::secure : without_macsec;
  }
  if (!principal_->elected()) return unsecured;
  const auto& associations = port_.associations();
  const bool held = associations.latest() || (associations.old() && !associations.falling_back());
  if (port_.offered() || held) return Connect::secure;
  return without_macsec_ ? without_macsec : unsecured;
}

Agreement KeyAgreement::agreement() const {
  Agreement a{.port_enabled = link_up_,
              .connect = connect(),
              .open_in_clear = open_in_clear(),
              .life = timers::life_of(policy_),
              .elected_self = principal_ != nullptr && principal_->elected_self()};
  if (port_.offered()) {
    // Its first frame under a fresh SAK carries PN 1, whatever a peer reports of the SAK before.
    if (const Participant* owner = find(port_.offered()->ckn))
      for (const Sci& sci : owner->peers().live_scis()) a.transmitters.push_back({sci, 1});
  }
  const auto& latest = port_.associations().latest();
  const Participant* owner = latest ? find(latest->agreed.ckn) : nullptr;
  if (owner == nullptr) return a;
  const Ki& ki = latest->agreed.ki;
  a.all_receiving = owner->peers().any_live() &&
                    std::ranges::all_of(owner->peers().all(),
                                        [&](const Peer& p) { return !p.live || p.receives(ki); });
  a.any_receiving = std::ranges::any_of(owner->peers().all(),
                                        [&](const Peer& p) { return p.live && p.receives(ki); });
  const Peer* server = owner->server_peer();
  const bool made_by_us = owner->elected_self() && ki.server == owner->mi();
  a.server_changed = !made_by_us && (server == nullptr || server->mi != ki.server);
  a.server_transmitting = server != nullptr && server->transmits(ki);
  return a;
}

// All of them use the SAK that we use: nobody needs the ones before.
bool KeyAgreement::peers_have_moved() const {
  const InstalledSak* used = port_.associations().in_use();
  const Participant* owner = used != nullptr ? find(used->agreed.ckn) : nullptr;
  return owner != nullptr && owner->peers().any_live() &&
         std::ranges::all_of(owner->peers().all(), [&](const Peer& p) {
           return !p.live || p.transmits(used->agreed.ki);
         });
}

SakFacts KeyAgreement::sak_facts(Time now) const {
  SakFacts f;
  f.may_distribute = enabled() && principal_ != nullptr && principal_->elected_self() &&
                     connect() == Connect::secure;
  if (!f.may_distribute) return f;
  const auto& associations = port_.associations();
  const InstalledSak* used = associations.falling_back() ? nullptr : associations.in_use();
  const auto& distribution = principal_->distribution();
  if (!distribution) {
    const auto otherwise =
        used != nullptr ? NewSakReason::became_key_server : NewSakReason::first_peer;
    f.missing = missing_reason_.value_or(otherwise);
  } else {
    f.membership = distribution->membership_change(principal_->peers().all());
    // Not urgent: a station that comes and goes must not cost two SAKs each time.
    const bool complete = now - distribution->at >= timers::life && !distribution->mutual &&
                          principal_->peers().all_hear_each_other();
    if (!f.membership && complete) f.membership = NewSakReason::peer_joined;
  }
  f.potential_peers = principal_->peers().any_potential();
  if (const auto last = principal_->last_distribution()) f.since_distribution = now - *last;
  f.settled = port_.settled() && !port_.offered();
  f.pn_threshold = exhaustion_threshold(policy_.cipher_suite, policy_.rekey_packet_number);
  f.asked = rekey_asked_;
  f.policy_changed = policy_changed_;
  f.data_plane_mismatch = mismatch_;
  f.age_limit = policy_.rekey_interval;
  f.octet_limit = policy_.rekey_octets;
  if (used == nullptr) return f;
  f.age = now - used->since;
  f.octets = port_.associations().octets_in_use();
  f.highest_pn = std::max(used->packet_numbers.next(), used->at_most);
  for (const Peer& peer : principal_->peers().all())
    if (peer.live)
      f.highest_pn = std::max(f.highest_pn, peer.lowest_pn(used->agreed.ki).value_or(1));
  return f;
}

bool KeyAgreement::distribute_if_due(Time now) {
  new_sak_due_.reset();
  if (principal_ == nullptr) return false;
  // The SAs of what was distributed are gone: it is not taken up again.
  if (principal_->distribution() && agreed(principal_->distribution()->ki) == nullptr)
    principal_->stop_distributing();
  const SakFacts facts = sak_facts(now);
  const auto reason = why_new_sak(facts);
  if (!reason) {
    if (const auto due = new_sak_due_in(facts)) new_sak_due_ = now + *due;
    return false;
  }
  const An an = port_.associations().free_association_number(last_an_);
  auto sak = principal_->distribute(now, policy_, an, *reason);
  if (!sak) return false;
  last_an_ = an;
  ++saks_distributed_;
  ++saks_by_reason_[static_cast<std::size_t>(*reason)];
  rekey_asked_ = policy_changed_ = mismatch_ = false;
  missing_reason_.reset();
  port_.offer(*std::move(sak));
  return true;
}

}  // namespace mka
