// Live and Potential Peer List (802.1X figure 11-9), types 1 and 2.
#pragma once

#include <cstdint>
#include <vector>

#include "mka/types.hpp"

namespace mka::wire {

struct PeerList {
  struct Entry {
    Mi mi;
    Mn mn = 0;
    bool operator==(const Entry&) const = default;
  };
  std::vector<Entry> entries{};
  // Live list of a version 3 key server that distributes an XPN SAK: its SSCI's low octet; otherwise 0.
  std::uint8_t key_server_ssci = 0;
};

}  // namespace mka::wire
