#include "wire/xpn.hpp"

namespace mka::wire {
namespace {

//   1        type 8
//   2        MKA suspension time in seconds
//   5..8     high half of the latest key's lowest acceptable PN     9..12  of the old key's
constexpr std::size_t body_size = 8;
// Versions after this one may append to sets that we know.
constexpr std::uint8_t last_known_version = 3;

}  // namespace

std::optional<Xpn> decode_xpn(const ParameterSet& set, std::uint8_t mka_version) {
  const bool may_be_longer = mka_version > last_known_version;
  if (set.body.size() != body_size && !(may_be_longer && set.body.size() > body_size))
    return std::nullopt;
  Reader in(set.body);
  Xpn xpn;
  xpn.suspension_seconds = set.header.octet_2;
  xpn.latest_lowest_pn_high = in.u32();
  xpn.old_lowest_pn_high = in.u32();
  return xpn;
}

void encode(Writer& out, const Xpn& xpn) {
  OpenSet set(out, set_type::xpn, xpn.suspension_seconds, 0);
  out.u32(xpn.latest_lowest_pn_high);
  out.u32(xpn.old_lowest_pn_high);
  set.close();
}

}  // namespace mka::wire
