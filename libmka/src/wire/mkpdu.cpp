#include "wire/mkpdu.hpp"

#include "mka/limits.hpp"
#include "wire/eapol.hpp"

namespace mka::wire {
namespace {

using Fault = std::optional<DropReason>;

// More than the steady state has; only a matter of speed.
constexpr std::size_t usual_sets = 8;

// The first set of a type counts; what would be a fault in a later one is not looked at.
template <typename Set>
Fault keep_first(Mkpdu& pdu, std::optional<Set>& place, std::optional<Set> decoded,
                 DropReason fault) {
  if (place) {
    ++pdu.ignored_sets;
    return std::nullopt;
  }
  if (!decoded) return fault;
  place = std::move(decoded);
  return std::nullopt;
}

void note_distributed_cak(Mkpdu& pdu) {
  if (pdu.distributed_cak) ++pdu.ignored_sets;
  pdu.distributed_cak = true;
}

Fault take_set(Mkpdu& pdu, const ParameterSet& set) {
  using enum DropReason;
  switch (set.header.type) {
    case set_type::live_peer_list:
      return keep_first(pdu, pdu.live, decode_peer_list(set), peer_list_length);
    case set_type::potential_peer_list:
      return keep_first(pdu, pdu.potential, decode_peer_list(set), peer_list_length);
    case set_type::sak_use:
      return keep_first(pdu, pdu.sak_use, decode_sak_use(set), sak_use_length);
    case set_type::distributed_sak:
      return keep_first(pdu, pdu.distributed_sak, decode_distributed_sak(set), dsak_length);
    case set_type::distributed_cak:
      note_distributed_cak(pdu);
      return std::nullopt;
    case set_type::kmd:
      return std::nullopt;
    case set_type::announcement:
      return keep_first(pdu, pdu.announcement, decode_announcement(set), announcement_tlv);
    case set_type::xpn:
      return keep_first(pdu, pdu.xpn, decode_xpn(set, pdu.basic.mka_version), xpn_length);
  }
  ++pdu.ignored_sets;
  return std::nullopt;
}

// Its body is the ICV itself, which is cut off before: nothing may follow the header.
bool is_well_placed_indicator(const SetHeader& header, const Reader& in) {
  return header.body_size == icv_size && in.remaining() == 0;
}

Fault take_next_set(Mkpdu& pdu, Reader& in) {
  const SetHeader header = read_set_header(in);
  if (!in.ok()) return DropReason::param_overrun;
  if (header.type == set_type::icv_indicator) {
    if (!is_well_placed_indicator(header, in)) return DropReason::icv_indicator;
    pdu.icv_indicator = true;
  } else {
    const Bytes body = read_set_body(in, header.body_size);
    if (!in.ok()) return DropReason::param_overrun;
    if (const Fault fault = take_set(pdu, {header, body})) return fault;
  }
  pdu.order.push_back(header.type);
  return std::nullopt;
}

void encode_sets(Writer& out, const Mkpdu& pdu) {
  encode(out, pdu.basic);
  if (pdu.live) encode(out, set_type::live_peer_list, *pdu.live);
  if (pdu.potential) encode(out, set_type::potential_peer_list, *pdu.potential);
  if (pdu.sak_use) encode(out, *pdu.sak_use);
  if (pdu.distributed_sak) encode(out, *pdu.distributed_sak);
  if (pdu.announcement) encode(out, *pdu.announcement);
  if (pdu.xpn) encode(out, *pdu.xpn);
}

// As large as it can be without exceeding `frame` octets.
void encode_filler(Writer& out, std::size_t frame, std::size_t still_to_come) {
  const std::size_t taken = out.size() + set_header_size + still_to_come;
  if (frame < taken) return;
  OpenSet set(out, set_type::filler, 0, 0);
  for (std::size_t left = (frame - taken) & ~std::size_t{3}; left > 0; --left) out.u8(0);
  set.close();
}

void encode_icv_indicator_header(Writer& out) {
  out.u8(set_type::icv_indicator);
  out.u8(0);
  out.u16(icv_size);
}

void encode_eapol_header(Writer& out, const eapol::Addresses& addresses) {
  out.bytes(addresses.destination.octets);
  out.bytes(addresses.source.octets);
  out.u16(addresses.ether_type);
  out.u8(eapol::version);
  out.u8(eapol::packet_type_mka);
  out.u16(0);  // until it is known
}

void fill_in_body_length(Writer& out, std::size_t length) {
  out.patch(eapol::body_length_at, static_cast<std::uint8_t>(length >> 8));
  out.patch(eapol::body_length_at + 1, static_cast<std::uint8_t>(length & 0xFFu));
}

}  // namespace

Result<Mkpdu, DropReason> decode(const AuthenticMkpdu& authentic) {
  Reader in(authentic.parameter_sets());
  auto basic = decode_basic(in);
  if (!basic) return Failure{DropReason::basic_length};
  if (basic->mn == 0) return Failure{DropReason::mn_zero};
  if (basic->mi.is_zero()) return Failure{DropReason::mi_zero};
  Mkpdu pdu{.basic = *basic};
  pdu.order.reserve(usual_sets);
  while (in.remaining() != 0)
    if (const Fault fault = take_next_set(pdu, in)) return Failure{*fault};
  return pdu;
}

std::vector<std::uint8_t> encode(const Mkpdu& pdu, const eapol::Addresses& addresses,
                                 const crypto::Cmac& ick) {
  Writer out(limits::mkpdu_frame);
  encode_eapol_header(out, addresses);
  encode_sets(out, pdu);
  const std::size_t indicator = pdu.icv_indicator ? set_header_size : 0;
  encode_filler(out, pdu.filled_to, indicator + icv_size);
  if (pdu.icv_indicator) encode_icv_indicator_header(out);
  fill_in_body_length(out, out.size() - eapol::header_size + icv_size);
  const auto icv = ick.mac({out.view()});
  if (!icv) return {};
  out.bytes(*icv);
  if (!out.ok()) return {};
  return std::move(out).take();
}

}  // namespace mka::wire
