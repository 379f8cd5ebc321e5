#include "distribution.hpp"

#include <algorithm>
#include <utility>

#include "crypto/key_wrap.hpp"

namespace mka {

namespace {

// Key servers' MIs remembered: one per restart of a server; older ones are not live and cannot
// offer.
constexpr std::size_t remembered_servers = 8;

bool same(const wire::DistributedSak::WrappedSak& a, const wire::DistributedSak::WrappedSak& b) {
  return std::ranges::equal(a.view(), b.view());
}

bool all_zero(const Sak& sak) {
  std::uint8_t any = 0;
  for (const std::uint8_t octet : sak.expose()) any |= octet;
  return any == 0;
}

bool confidentiality_accepted(const wire::DistributedSak& offer, const PortPolicy& policy,
                              CipherSuite suite) {
  const auto offered = static_cast<Confidentiality>(offer.confidentiality_code);
  if (offered == Confidentiality::integrity_only)
    return policy.confidentiality == Confidentiality::integrity_only;
  if (offered == Confidentiality::offset_0) return policy.capability >= MacsecCapability::offset_0;
  return policy.capability == MacsecCapability::any_offset && !is_xpn(suite);
}

}  // namespace

std::optional<NewSakReason> Distribution::membership_change(std::span<const Peer> peers) const {
  std::optional<NewSakReason> joined;
  for (const Peer& peer : peers) {
    if (!peer.live || std::ranges::find(members, peer.mi, &Member::mi) != members.end()) continue;
    if (std::ranges::find(members, peer.sci, &Member::sci) != members.end())
      return NewSakReason::peer_restarted;
    joined = NewSakReason::peer_joined;
  }
  if (joined) return joined;
  const bool complete = std::ranges::all_of(members, [&](const Member& member) {
    return std::ranges::any_of(peers, [&](const Peer& p) { return p.live && p.mi == member.mi; });
  });
  return complete ? std::nullopt : std::optional(NewSakReason::peer_left);
}

bool Distribution::received_by_all(std::span<const Peer> peers) const {
  return std::ranges::all_of(peers, [&](const Peer& p) { return !p.live || p.receives(ki); });
}

Confidentiality agreed_confidentiality(Confidentiality configured, CipherSuite suite,
                                       std::span<const Peer> peers) {
  if (is_xpn(suite) && configured > Confidentiality::offset_0)
    configured = Confidentiality::offset_0;
  for (const Peer& peer : peers) {
    if (!peer.live) continue;
    if (peer.capability <= MacsecCapability::integrity) return Confidentiality::integrity_only;
    if (peer.capability == MacsecCapability::offset_0)
      configured = std::min(configured, Confidentiality::offset_0);
  }
  return configured;
}

SakOffers::Kind SakOffers::classify(const Ki& ki, const wire::DistributedSak& offer) const {
  const auto last =
      std::ranges::find_if(last_, [&](const Last& l) { return l.ki.server == ki.server; });
  if (last == last_.end() || ki.number > last->ki.number) return Kind::fresh;
  if (ki.number < last->ki.number) return Kind::number_behind;
  const bool equal = last->an == offer.an && same(last->wrapped, offer.wrapped);
  return equal ? Kind::repeated : Kind::altered;
}

void SakOffers::accepted(const Ki& ki, const wire::DistributedSak& offer, Time now) {
  std::erase_if(last_, [&](const Last& l) { return l.ki.server == ki.server; });
  if (last_.size() >= remembered_servers) last_.erase(last_.begin());
  last_.push_back({ki, offer.an, offer.wrapped});
  offered_at_ = now;
  refused_.reset();
}

bool SakOffers::refused(const Refusal& refusal) {
  if (refused_ == refusal) return false;
  refused_ = refusal;
  return true;
}

Result<AgreedSak, RefuseReason> accept_offer(const wire::DistributedSak& offer, OfferTerms terms) {
  const auto suite = offer.suite();
  if (!suite) return Failure{RefuseReason::suite_unknown};
  if (std::ranges::find(terms.policy.accepted_suites, *suite) == terms.policy.accepted_suites.end())
    return Failure{RefuseReason::suite_not_accepted};
  if (!confidentiality_accepted(offer, terms.policy, *suite))
    return Failure{RefuseReason::confidentiality_not_accepted};
  if (is_xpn(*suite) && terms.members.empty()) return Failure{RefuseReason::member_unknown};
  auto sak = crypto::unwrap_sak(terms.kek, offer.wrapped.view());
  if (!sak || sak->size() != sak_size(*suite)) return Failure{RefuseReason::unwrap_failed};
  if (all_zero(*sak) || (terms.previous != nullptr && sak->matches(*terms.previous)))
    return Failure{RefuseReason::weak_sak};
  return AgreedSak{terms.ki,
                   offer.an,
                   terms.ckn,
                   *suite,
                   static_cast<Confidentiality>(offer.confidentiality_code),
                   std::move(*sak),
                   std::move(terms.members)};
}

}  // namespace mka
