// Who generates the SAK (802.1X 9.5).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "mka/types.hpp"

namespace mka {

struct Candidate {
  std::uint8_t priority = 255;
  Sci sci;
  bool key_server = false;  // its flag in the Basic set: it has not accepted another server
};

// The lowest priority number wins; the lower SCI breaks a tie; 255 never serves. Nobody, if two
// candidates share priority and MAC address: one of them has the other's address.
std::optional<Sci> elect_key_server(const Candidate& self, std::span<const Candidate> live_peers);

}  // namespace mka
