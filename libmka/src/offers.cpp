// Following a key server: which distributed SAK is taken, and what peers say of the SAKs in use
// (802.1X 9.8, 9.10, 11.11.4).
#include <algorithm>
#include <utility>

#include "key_agreement.hpp"
#include "xpn.hpp"

namespace mka {
namespace {

// A SAK is for the members that its server counts as live. Who is not among them must not take it:
// a station that only shares our SCI may be the one that it was made for, and PN 1 would be used
// twice.
bool meant_for_us(const Participant& participant, const wire::Mkpdu& pdu) {
  return pdu.live && std::ranges::find(pdu.live->entries, participant.mi(),
                                       &wire::PeerList::Entry::mi) != pdu.live->entries.end();
}

}  // namespace

const AgreedSak* KeyAgreement::agreed(const Ki& ki) const {
  if (port_.offered() && port_.offered()->ki == ki) return &*port_.offered();
  const InstalledSak* installed = port_.associations().holder_of(ki);
  return installed != nullptr ? &installed->agreed : nullptr;
}

// As key server under a key that is not worse (principal.cpp) we need not follow.
bool KeyAgreement::we_lead_instead_of(const Participant& other) const {
  if (principal_ == nullptr || principal_ == &other || !principal_->elected_self()) return false;
  const std::size_t reach = principal_->peers().live_count();
  const std::size_t their_reach = other.peers().live_count();
  if (reach != their_reach) return reach > their_reach;
  for (const auto& p : participants_) {
    if (p.get() == principal_) return true;
    if (p.get() == &other) return false;
  }
  return false;
}

std::optional<RefuseReason> KeyAgreement::not_to_be_followed(
    const Participant& participant, const Peer& sender, const wire::DistributedSak& offer) const {
  if (participant.elected_self() || participant.elected() != sender.sci)
    return RefuseReason::not_from_key_server;
  if (!sender.key_server) return RefuseReason::server_flag_clear;
  if (we_lead_instead_of(participant)) return RefuseReason::not_principal;
  if (offer.without_macsec && policy_.mode == EncryptionMode::must_encrypt)
    return RefuseReason::macsec_not_desired;
  return std::nullopt;
}

// Empty if the key server lists a member whose SCI we have not heard yet: the distribution is
// repeated, and by then we may have.
std::vector<Sci> KeyAgreement::members_of(const Participant& participant, const Peer& sender,
                                          const wire::Mkpdu& pdu) const {
  std::vector<Sci> listed;
  bool lists_us = false;
  if (!pdu.live) return {};
  for (const auto& entry : pdu.live->entries) {
    if (entry.mi == participant.mi()) {
      lists_us = true;
      listed.push_back(identity_.sci());
      continue;
    }
    const auto peers = participant.peers().all();
    const auto peer = std::ranges::find(peers, entry.mi, &Peer::mi);
    if (peer == peers.end()) return {};
    listed.push_back(peer->sci);
  }
  if (!lists_us) return {};
  if (policy_.ssci_mode == SsciMode::by_live_list)
    return by_live_list(sender.sci, std::move(listed), pdu.live->key_server_ssci);
  listed.push_back(sender.sci);
  return by_descending_sci(std::move(listed));
}

// The AN of the SAK that carries our traffic, while the key server says that it still uses it, too.
bool KeyAgreement::association_number_busy(const Peer& sender, An an) const {
  const InstalledSak* used = port_.associations().in_use();
  return used != nullptr && used->agreed.an == an && sender.transmits(used->agreed.ki);
}

void KeyAgreement::refuse(Participant& participant, const Peer& sender, const Ki& ki,
                          RefuseReason reason, const wire::DistributedSak& offer) {
  ++refusals_[static_cast<std::size_t>(reason)];
  const auto suite = offer.without_macsec ? std::nullopt : offer.suite();
  if (!participant.offers().refused({ki, reason, suite})) return;
  Event event{.kind = EventKind::distribution_refused,
              .ckn = participant.ckn(),
              .peer = sender.sci,
              .ki = ki,
              .an = offer.an,
              .suite = suite,
              .refuse = reason};
  if (reason == RefuseReason::suite_unknown || reason == RefuseReason::suite_not_accepted) {
    event.kind = EventKind::cipher_mismatch;
    event.own_suite = policy_.cipher_suite;
  }
  if (reason == RefuseReason::ssci_mismatch) event.kind = EventKind::ssci_mismatch;
  out_.event(std::move(event));
}

void KeyAgreement::consider_offer(Time now, Participant& participant, const Peer& sender,
                                  const wire::Mkpdu& pdu) {
  const wire::DistributedSak& offer = *pdu.distributed_sak;
  const Ki ki{sender.mi, offer.key_number};
  if (const auto reason = not_to_be_followed(participant, sender, offer))
    return refuse(participant, sender, ki, *reason, offer);
  if (!meant_for_us(participant, pdu))
    return refuse(participant, sender, ki, RefuseReason::member_unknown, offer);
  without_macsec_ = offer.without_macsec;
  if (offer.without_macsec) return;

  // Taken up again, a SAK that was used before would start at PN 1: of a stray one we ask for
  // another instead. One that was adopted in use carries on.
  if (port_.associations().is_stray(ki) || port_.associations().is_falling_back(ki)) {
    participant.renew_mi(now);
    return;
  }
  const InstalledSak* held = port_.associations().holder_of(ki);
  if (held != nullptr && held->adopted()) return;

  switch (participant.offers().classify(ki, offer)) {
    case SakOffers::Kind::fresh:
      break;
    case SakOffers::Kind::repeated:
      // Taken up again it would start at PN 1 under a key that was used: ask for another one
      // instead.
      if (agreed(ki) == nullptr) participant.renew_mi(now);
      return;
    case SakOffers::Kind::altered:
      return refuse(participant, sender, ki, RefuseReason::key_number_reused, offer);
    case SakOffers::Kind::number_behind:
      return refuse(participant, sender, ki, RefuseReason::key_number_went_back, offer);
  }
  if (association_number_busy(sender, offer.an))
    return refuse(participant, sender, ki, RefuseReason::association_number_in_use, offer);

  const InstalledSak* used = port_.associations().in_use();
  const Sak* previous = used != nullptr && !used->adopted() ? &*used->agreed.sak : nullptr;
  auto accepted = accept_offer(offer, {.policy = policy_,
                                       .kek = participant.kek(),
                                       .ckn = participant.ckn(),
                                       .ki = ki,
                                       .members = members_of(participant, sender, pdu),
                                       .previous = previous});
  if (!accepted) return refuse(participant, sender, ki, accepted.error(), offer);
  if (counts_otherwise(sender, *accepted, pdu.live->key_server_ssci))
    return refuse(participant, sender, ki, RefuseReason::ssci_mismatch, offer);
  participant.offers().accepted(ki, offer, now);
  ++saks_accepted_;
  out_.event({.kind = EventKind::sak_accepted,
              .ckn = participant.ckn(),
              .peer = sender.sci,
              .ki = ki,
              .an = offer.an,
              .suite = accepted->suite});
  port_.offer(*std::move(accepted));
}

// A key server of MKA version 3 says which SSCI it takes for its own. Where we would give it
// another, both might transmit under ours: the same nonces with the same SAK.
bool KeyAgreement::counts_otherwise(const Peer& sender, const AgreedSak& sak,
                                    std::uint8_t said) const {
  return is_xpn(sak.suite) && said != 0 &&
         static_cast<std::uint8_t>(ssci_of(sender.sci, sak.members)) != said;
}

// True if it has changed.
bool KeyAgreement::note_stranding(Peer& sender, const wire::SakUse& use) const {
  const auto held = [&](const auto& key) { return key.present() && agreed(key.ki) != nullptr; };
  const bool stranded =
      !held(use.latest) && !held(use.old) && (use.latest.transmits || use.old.transmits);
  return std::exchange(sender.transmits_with_unknown_sak, stranded) != stranded;
}

bool KeyAgreement::note_sak_use(Peer& sender, const wire::Mkpdu& pdu) {
  const wire::SakUse& use = *pdu.sak_use;
  const std::array keys{use.latest, use.old};
  const auto before = sender.reported;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    sender.reported[i] = {};
    // A SAK of another generation or of before our time says nothing (802.1X 9.10).
    const AgreedSak* sak = agreed(keys[i].ki);
    if (sak == nullptr || !keys[i].present()) continue;
    if (sak->an != keys[i].an) {
      ++refusals_[static_cast<std::size_t>(RefuseReason::sak_use_an)];
      continue;
    }
    std::optional<std::uint32_t> high;
    if (pdu.xpn) high = i == 0 ? pdu.xpn->latest_lowest_pn_high : pdu.xpn->old_lowest_pn_high;
    sender.reported[i] = keys[i];
    sender.reported_lowest_pn[i] = full_lowest_pn(
        keys[i].lowest_pn, high, port_.associations().highest_received(sak->ki, sender.sci),
        is_xpn(sak->suite));
    if (use.delay_protect && policy_.delay_protect)
      port_.associations().raise_lowest_pn(keys[i].ki, sender.sci, sender.reported_lowest_pn[i]);
  }
  const auto same = [](const wire::SakUse::Key& a, const wire::SakUse::Key& b) {
    return a.ki == b.ki && a.transmits == b.transmits && a.receives == b.receives;
  };
  return !std::ranges::equal(before, sender.reported, same);
}

}  // namespace mka
