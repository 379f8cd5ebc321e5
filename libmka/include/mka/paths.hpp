// What MKPDUs tell of the paths that data takes between us and the peers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "mka/types.hpp"

namespace mka {

// What became of the filled MKPDUs of a probe.
struct PathProbeStatus {
  std::size_t frame_octets = 0;
  std::uint32_t sent = 0;
  std::uint32_t heard = 0;        // times that a peer named one of them
  std::uint32_t passed_over = 0;  // times that a peer named the MKPDU right before one, and not it
};

// A live peer says that it has used all packet numbers of the SAK in use below this one.
struct PeerSent {
  Sci peer;
  Ki ki;
  Pn below = 1;
};

struct PathStatus {
  std::optional<PathProbeStatus> probe{};  // the principal's last one, also one that goes on
  std::vector<PeerSent> sent{};
};

}  // namespace mka
