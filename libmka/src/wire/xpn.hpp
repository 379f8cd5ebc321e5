// XPN (802.1Xbx figure 11-17), type 8.
#pragma once

#include <cstdint>
#include <optional>

#include "wire/parameter_set.hpp"

namespace mka::wire {

struct Xpn {
  std::uint8_t suspension_seconds = 0;
  std::uint32_t latest_lowest_pn_high = 0;
  std::uint32_t old_lowest_pn_high = 0;
  bool operator==(const Xpn&) const = default;
};

// Nothing if the body has not 8 octets; from an MKA version above 3 it may be longer.
std::optional<Xpn> decode_xpn(const ParameterSet& set, std::uint8_t mka_version);
void encode(Writer& out, const Xpn& xpn);

}  // namespace mka::wire
