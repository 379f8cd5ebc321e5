// Announcement (802.1X figure 11-15), type 7: a chain of TLVs, kept as they came.
#pragma once

#include <cstdint>
#include <vector>

namespace mka::wire {

struct Announcement {
  struct Tlv {
    std::uint8_t type = 0;  // 7 bits
    std::vector<std::uint8_t> value{};
  };
  std::vector<Tlv> tlvs{};
};

}  // namespace mka::wire
