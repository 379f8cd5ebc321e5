// What an interface has sent and received, protected or not.
#pragma once

#include <cstdint>
#include <optional>

#include "mka/types.hpp"

namespace macsecd::netlink {

struct LinkStatistics {
  std::uint64_t received = 0;  // frames
  std::uint64_t sent = 0;
  std::uint64_t octets_sent = 0;
};

// From a link message, with its netlink header. Nothing if it is damaged or has none.
std::optional<LinkStatistics> parse_link_statistics(mka::Bytes message);

}  // namespace macsecd::netlink
