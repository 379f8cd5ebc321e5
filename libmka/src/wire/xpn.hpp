// XPN (802.1Xbx figure 11-17), type 8.
#pragma once

#include <cstdint>

namespace mka::wire {

struct Xpn {
  std::uint8_t suspension_seconds = 0;
  std::uint32_t latest_lowest_pn_high = 0;
  std::uint32_t old_lowest_pn_high = 0;
};

}  // namespace mka::wire
