// What is said of the SAs in use: to peers in SAK Use, to the operator as events and status.
#include <algorithm>
#include <utility>

#include "key_agreement.hpp"

namespace mka {

namespace {

wire::SakUse::Key use_of(const InstalledSak& sak, Time now, std::uint32_t& high) {
  const Pn lowest = reportable_lowest_pn(sak.packet_numbers.lowest(now));
  high = is_xpn(sak.agreed.suite) ? static_cast<std::uint32_t>(lowest >> 32) : 0;
  return {.ki = sak.agreed.ki,
          .an = sak.agreed.an,
          .transmits = sak.transmits,
          .receives = sak.receives,
          .lowest_pn = static_cast<std::uint32_t>(lowest)};
}

}  // namespace

// The principal reports all SAKs, another participant those that were agreed under its own key.
// A SAK in the steady state is reported as Latest, where CP calls it the old one: some receivers
// look at no other place.
wire::SakUse KeyAgreement::sak_use(Time now, const Participant& participant,
                                   std::array<std::uint32_t, 2>& high) const {
  wire::SakUse use{.plain_transmit = !port_.protection().protect_frames,
                   .plain_receive = port_.protection().validate_frames != ValidateFrames::strict,
                   .delay_protect = policy_.delay_protect};
  const auto reported = [&](const std::optional<InstalledSak>& sak) {
    return sak && sak->receives &&
           (&participant == principal_ || sak->agreed.ckn == participant.ckn());
  };
  const auto& associations = port_.associations();
  if (reported(associations.latest())) {
    use.latest = use_of(*associations.latest(), now, high[0]);
    if (reported(associations.old())) use.old = use_of(*associations.old(), now, high[1]);
  } else if (reported(associations.old())) {
    use.latest = use_of(*associations.old(), now, high[0]);
  }
  return use;
}

void KeyAgreement::tell_session() {
  const InstalledSak* used = port_.associations().in_use();
  bool secured = false;
  const bool agreed_on = !port_.associations().falling_back();
  if (used != nullptr && used->receives && port_.enabled() && agreed_on) {
    const Participant* owner = find(used->agreed.ckn);
    const auto& ki = used->agreed.ki;
    // Secured is said once every live peer has reported to receive; later members do not unsay it.
    secured = secured_ || (owner != nullptr && owner->peers().any_live() &&
                           std::ranges::all_of(owner->peers().all(), [&](const Peer& p) {
                             return !p.live || p.receives(ki);
                           }));
  }
  if (secured == secured_) return;
  secured_ = secured;
  Event event{.kind = secured ? EventKind::session_secured : EventKind::session_lost};
  if (used != nullptr) {
    event.ckn = used->agreed.ckn;
    event.ki = used->agreed.ki;
    event.an = used->agreed.an;
  }
  out_.event(std::move(event));
}

SakStatus KeyAgreement::sak_status(Time now, const InstalledSak& sak) const {
  return {.ki = sak.agreed.ki,
          .an = sak.agreed.an,
          .ckn = sak.agreed.ckn,
          .suite = sak.agreed.suite,
          .confidentiality = sak.agreed.confidentiality,
          .receives = sak.receives,
          .transmits = sak.transmits,
          .next_pn = sak.packet_numbers.next(),
          .age = now - sak.since};
}

std::vector<ForeignCkn> KeyAgreement::foreign_ckns(Time now) const {
  auto foreign = intake_.foreign_ckns().remembered(now);
  // A name that has become one of ours is none of theirs any more.
  std::erase_if(foreign, [&](const ForeignCkn& f) { return addressed(f.ckn) != nullptr; });
  for (ForeignCkn& f : foreign)
    for (const auto& p : participants_)
      if (p->ckn().equal_but_for_trailing_zeros(f.ckn)) f.ours = p->ckn();
  return foreign;
}

PathStatus KeyAgreement::paths() const {
  PathStatus out;
  if (principal_ != nullptr) out.probe = principal_->path_probe().status();
  const InstalledSak* used = port_.associations().in_use();
  const Participant* owner = used != nullptr ? find(used->agreed.ckn) : nullptr;
  if (owner == nullptr) return out;
  const Ki& ki = used->agreed.ki;
  for (const Peer& peer : owner->peers().all())
    if (peer.live && peer.transmits(ki))
      out.sent.push_back({peer.sci, ki, peer.lowest_pn(ki).value_or(1)});
  return out;
}

KayStatus KeyAgreement::status(Time now) const {
  const auto& associations = port_.associations();
  const SetProtection& frames = port_.protection();
  const bool agreed_on = associations.in_use() != nullptr && !associations.falling_back();
  KayStatus s{.secured = secured_,
              .open = frames.controlled_port_enabled,
              .clear = frames.controlled_port_enabled && !agreed_on &&
                       frames.validate_frames != ValidateFrames::strict,
              .data_plane_mismatch = data_plane_.told() > 0,
              .cp = port_.state(),
              .identity = identity_,
              .drops = intake_.drops(),
              .refusals = refusals_,
              .foreign_ckns = foreign_ckns(now),
              .saks_distributed = saks_distributed_,
              .saks_accepted = saks_accepted_,
              .saks_by_reason = saks_by_reason_};
  if (const auto& unknown = intake_.last_unknown_ckn(); unknown && addressed(*unknown) == nullptr)
    s.last_unknown_ckn = unknown;
  if (associations.latest()) s.latest = sak_status(now, *associations.latest());
  if (associations.old()) s.old = sak_status(now, *associations.old());
  // In the steady state CP calls the SAK in use the old one; whoever asks means the latest.
  if (!s.latest) s.latest = std::exchange(s.old, std::nullopt);
  for (const auto& p : participants_) {
    s.participants.push_back(p->status(now, policy_));
    auto& own = s.participants.back();
    if (own.elected_self)
      own.key_server = KeyServerStatus{identity_.sci(), policy_.key_server_priority};
  }
  return s;
}

}  // namespace mka
