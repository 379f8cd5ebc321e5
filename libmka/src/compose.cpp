// What a participant says: the MKPDU of the moment (802.1X 11.11, table of what goes in when).
#include <algorithm>

#include "participant.hpp"
#include "timers.hpp"
#include "xpn.hpp"

namespace mka {

namespace {

constexpr std::uint8_t version_without_xpn = 1;
constexpr std::uint8_t version_with_xpn = 3;

wire::PeerList list_of(std::span<const Peer> peers, bool live) {
  wire::PeerList list;
  for (const Peer& peer : peers)
    if (peer.live == live) list.entries.push_back({peer.mi, peer.mn});
  return list;
}

}  // namespace

std::uint8_t mka_version_of(const PortPolicy& policy) {
  if (policy.mka_version != 0) return std::min(policy.mka_version, version_with_xpn);
  return is_xpn(policy.cipher_suite) ? version_with_xpn : version_without_xpn;
}

wire::Basic Participant::compose_basic(const PortPolicy& policy) {
  const bool follows_another = elected_ && !elected_self();
  return {.mka_version = mka_version_of(policy),
          .key_server_priority = policy.key_server_priority,
          .key_server = !follows_another,
          .macsec_desired = policy.mode != EncryptionMode::no_encrypt,
          .capability = policy.capability,
          .sci = identity_.sci(),
          .mi = mi_,
          .mn = mn_,
          .algorithm_agility = wire::algorithm_agility,
          .ckn = wire_ckn()};
}

void Participant::compose_lists(wire::Mkpdu& pdu, const PortPolicy& policy) const {
  std::vector<Peer> peers(peers_.all().begin(), peers_.all().end());
  // With XPN the members' places in the list follow their SSCIs.
  if (is_xpn(policy.cipher_suite)) std::ranges::sort(peers, std::ranges::greater{}, &Peer::sci);
  if (auto live = list_of(peers, true); !live.entries.empty()) pdu.live = std::move(live);
  if (auto potential = list_of(peers, false); !potential.entries.empty())
    pdu.potential = std::move(potential);
}

wire::Mkpdu Participant::compose(const PortPolicy& policy, std::optional<wire::SakUse> use,
                                 std::array<std::uint32_t, 2> lowest_pn_high) {
  wire::Mkpdu pdu{.basic = compose_basic(policy), .icv_indicator = policy.include_icv_indicator};
  compose_lists(pdu, policy);
  if (pdu.live) {
    // Live peers but no SAK: some peers need a SAK Use now and then, others one without
    // (docs/interop).
    absent_use_next_ = !absent_use_next_;
    const bool has_key = use && (use->latest.present() || use->old.present());
    if (has_key)
      pdu.sak_use = *use;
    else if (absent_use_next_)
      pdu.sak_use = wire::SakUse{.plain_transmit = use && use->plain_transmit,
                                 .plain_receive = use && use->plain_receive,
                                 .delay_protect = policy.delay_protect};
  }
  if (pdu.live && distribution_ && elected_self() &&
      !distribution_->received_by_all(peers_.all()) &&
      !distribution_->membership_change(peers_.all())) {
    pdu.distributed_sak = distribution_->set;
    std::vector<Sci> members{identity_.sci()};
    for (const auto& member : distribution_->members) members.push_back(member.sci);
    if (is_xpn(policy.cipher_suite) && pdu.basic.mka_version >= version_with_xpn)
      pdu.live->key_server_ssci =
          static_cast<std::uint8_t>(ssci_of(identity_.sci(), by_descending_sci(members)));
  }
  if (pdu.sak_use && pdu.basic.mka_version > version_without_xpn)
    pdu.xpn = wire::Xpn{0, lowest_pn_high[0], lowest_pn_high[1]};
  return pdu;
}

void Participant::transmit(Time now, const PortPolicy& policy, std::optional<wire::SakUse> use,
                           std::array<std::uint32_t, 2> lowest_pn_high) {
  if (mn_ >= limits::last_message_number) renew_mi(now);
  ++mn_;
  wire::Mkpdu pdu = compose(policy, use, lowest_pn_high);
  const wire::eapol::Addresses addresses{policy.destination, identity_.mac, policy.ether_type};
  auto frame = wire::encode(pdu, addresses, ick_);
  if (frame.empty() && pdu.potential) {
    // A frame too small for the CA does without the newcomers, never without the live members.
    pdu.potential.reset();
    frame = wire::encode(pdu, addresses, ick_);
  }
  sent_.record(mn_, now);
  std::array<std::uint8_t, 1> jitter{};
  if (!random_.fill(jitter)) jitter[0] = 0;
  pacer_.sent(now, peers_.any_live(), timers::hello_of(policy), jitter[0]);
  if (frame.empty()) return;
  ++mkpdus_sent_;
  out_.frame(std::move(frame));
  follow_filled(now, std::move(pdu), addresses);
}

// What a probe of the path asks for. It says what the MKPDU before said, under the next number.
void Participant::follow_filled(Time now, wire::Mkpdu pdu,
                                const wire::eapol::Addresses& addresses) {
  const auto octets = path_probe_.wanted(now);
  if (!octets || !principal_ || !peers_.any_live()) return;
  pdu.basic.mn = ++mn_;
  pdu.filled_to = *octets;
  auto frame = wire::encode(pdu, addresses, ick_);
  sent_.record(mn_, now);
  if (frame.empty()) return;
  path_probe_.sent(mn_);
  ++mkpdus_sent_;
  out_.frame(std::move(frame));
}

}  // namespace mka
