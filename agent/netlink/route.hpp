// Routes that somebody put on an interface, kept as the kernel tells them.
#pragma once

#include <linux/rtnetlink.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "mka/types.hpp"
#include "netlink/message.hpp"

namespace macsecd::netlink {

struct Route {
  rtmsg header{};
  std::uint32_t ifindex = 0;
  struct Part {
    std::uint16_t type = 0;
    std::vector<std::uint8_t> octets;
  };
  std::vector<Part> parts{};  // all attributes but the interface and what the kernel measures

  // By hand, by a boot script or from DHCP: nobody else puts it back.
  bool by_hand() const;
};

// One message of the dump. Nothing for damaged ones, and for those with other than one next hop.
std::optional<Route> parse_route(mka::Bytes message);

Message dump_routes(std::uint8_t family);
// Over the interface `ifindex`, wherever it was read.
Message add_route(std::uint32_t ifindex, const Route& route);

}  // namespace macsecd::netlink
