// Live and Potential Peer List (802.1X figure 11-9), types 1 and 2.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "mka/types.hpp"
#include "wire/parameter_set.hpp"

namespace mka::wire {

struct PeerList {
  struct Entry {
    Mi mi;
    Mn mn = 0;
    bool operator==(const Entry&) const = default;
  };
  std::vector<Entry> entries{};
  // Live list of a version 3 key server that distributes an XPN SAK: its SSCI's low octet;
  // otherwise 0.
  std::uint8_t key_server_ssci = 0;
  bool operator==(const PeerList&) const = default;
};

// Nothing if the body is not a multiple of 16 octets.
std::optional<PeerList> decode_peer_list(const ParameterSet& set);
// `type` tells live from potential.
void encode(Writer& out, std::uint8_t type, const PeerList& list);

}  // namespace mka::wire
