#include "wire_sample.hpp"

#include <algorithm>
#include <array>

namespace macsecd {
namespace {

constexpr std::size_t source_at = 6;
constexpr std::size_t ether_type_at = 12;
constexpr std::size_t eapol_type_at = 15;
constexpr std::uint8_t eapol_mka = 5;
constexpr std::uint16_t smallest_ether_type = 0x0600;  // below, it is a length

// 802.1X, and what some switches use in its place.
constexpr std::array<std::uint16_t, 2> eapol_ether_types{0x888e, 0x876f};
constexpr std::uint16_t lldp = 0x88cc;
constexpr std::uint16_t macsec = 0x88e5;
// Pause, LACP and other slow protocols: of the link itself, like those above.
constexpr std::array<std::uint16_t, 2> link_control{0x8808, 0x8809};

// Of customer and of provider bridges (802.1Q table 8-1).
constexpr std::array bridge_groups{mka::MacAddress{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x00}},
                                   mka::MacAddress{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x08}}};

mka::MacAddress address_at(mka::Bytes octets, std::size_t at) {
  mka::MacAddress out;
  std::copy_n(octets.begin() + static_cast<std::ptrdiff_t>(at), out.octets.size(),
              out.octets.begin());
  return out;
}

template <typename Values>
bool is_in(const Values& values, const typename Values::value_type& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

WireSample::Kind* kind_of(WireSample& sample, const WireFrame& frame, std::uint16_t ether_type,
                          std::uint16_t ours) {
  if (ether_type < smallest_ether_type)
    return is_in(bridge_groups, address_at(frame.octets, 0)) ? &sample.bpdus : nullptr;
  if (ether_type == ours || is_in(eapol_ether_types, ether_type)) {
    if (frame.octets.size() <= eapol_type_at) return nullptr;
    if (frame.octets[eapol_type_at] != eapol_mka) return &sample.eap;
    if (frame.tagged) return &sample.tagged_mka;
    return ether_type == ours ? nullptr : &sample.other_mka;
  }
  if (ether_type == lldp) return &sample.lldp;
  if (ether_type == macsec || is_in(link_control, ether_type)) return nullptr;
  return &sample.clear;
}

}  // namespace

void note(WireSample& sample, const WireFrame& frame, const mka::MacAddress& own,
          std::uint16_t eapol_ether_type) {
  if (frame.octets.size() < ether_type_at + 2) return;
  const auto ether_type = static_cast<std::uint16_t>(frame.octets[ether_type_at] << 8 |
                                                     frame.octets[ether_type_at + 1]);
  const mka::MacAddress source = address_at(frame.octets, source_at);
  WireSample::Kind* kind =
      source == own ? &sample.own : kind_of(sample, frame, ether_type, eapol_ether_type);
  if (kind == nullptr) return;
  if (kind->frames++ == 0) kind->from = source;
}

}  // namespace macsecd
