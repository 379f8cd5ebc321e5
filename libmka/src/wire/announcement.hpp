// Announcement (802.1X figure 11-15), type 7: a chain of TLVs, kept as they came.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "wire/parameter_set.hpp"

namespace mka::wire {

struct Announcement {
  struct Tlv {
    std::uint8_t type = 0;  // 7 bits
    std::vector<std::uint8_t> value{};
    bool operator==(const Tlv&) const = default;
  };
  std::vector<Tlv> tlvs{};
  bool operator==(const Announcement&) const = default;
};

// Nothing if the TLVs do not fill the body exactly.
std::optional<Announcement> decode_announcement(const ParameterSet& set);
void encode(Writer& out, const Announcement& announcement);

}  // namespace mka::wire
