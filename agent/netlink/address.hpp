// The IP addresses of an interface, as rtnetlink tells and takes them.
#pragma once

#include <linux/if_addr.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "mka/types.hpp"
#include "netlink/message.hpp"

namespace macsecd::netlink {

struct Address {
  std::uint32_t ifindex = 0;
  std::uint8_t family = 0;  // AF_INET, AF_INET6
  std::uint8_t prefix_length = 0;
  std::uint8_t scope = 0;
  std::uint32_t flags = 0;              // IFA_F_...
  std::vector<std::uint8_t> address{};  // the peer's, on a point-to-point link
  std::vector<std::uint8_t> local{};    // ours; empty: the same
  std::vector<std::uint8_t> broadcast{};
  std::string label{};
  std::uint32_t route_priority = 0;
  std::optional<ifa_cacheinfo> lifetimes{};  // none: for ever

  // Made by the kernel by itself, and made again by it.
  bool temporary() const { return flags & IFA_F_TEMPORARY; }
};

// One message of the dump. Nothing for damaged ones and other families.
std::optional<Address> parse_address(mka::Bytes message);

Message dump_addresses();
// On the interface `ifindex`, wherever it was read.
Message add_address(std::uint32_t ifindex, const Address& address);

}  // namespace macsecd::netlink
