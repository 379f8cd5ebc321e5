// What may pass beside MACsec and MKA where everything must be encrypted.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "control/json.hpp"
#include "members.hpp"

namespace macsecd {

// Protocols between neighbours that some links need outside MACsec. Each is a hole.
enum class ClearProtocol : std::uint8_t { lldp, lacp, pause };
std::string_view to_string(ClearProtocol protocol);
std::uint16_t ether_type_of(ClearProtocol protocol);

struct GuardSettings {
  std::vector<ClearProtocol> clear_protocols{};  // in the order of the enumeration, each once

  bool operator==(const GuardSettings&) const = default;
};

void read_guard(Members& in, GuardSettings& into);
// What read_guard() reads.
macsec::Json to_json(const GuardSettings& settings);

}  // namespace macsecd
