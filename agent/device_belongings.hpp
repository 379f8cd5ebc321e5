// What belongs to an interface besides its own settings, kept while the interface is made again
// under the same name. Its MTU follows a rule of its own (mtu_keeper.hpp). What users put on top of
// it (VLANs) is gone with the old one.
#pragma once

#include <string>
#include <vector>

#include "netlink/kernel.hpp"

namespace macsecd {

struct DeviceBelongings {
  bool up = false;
  std::uint32_t group = 0;
  std::uint32_t master = 0;  // 0: none
  std::string alias{};
  std::vector<std::string> alternative_names{};
  std::vector<netlink::Address> addresses{};
  std::vector<netlink::Route> routes{};
};

// What cannot be read is left out: the interface has to go in any case.
DeviceBelongings belongings_of(netlink::Kernel& kernel, const netlink::Link& device);

// The interface is down still, since a bond takes no member that is up. What the kernel refuses is
// told, a line each.
std::vector<std::string> give_back(netlink::Kernel& kernel, std::uint32_t ifindex,
                                   const DeviceBelongings& belongings);
// Routes need the interface up.
std::vector<std::string> give_routes_back(netlink::Kernel& kernel, std::uint32_t ifindex,
                                          const DeviceBelongings& belongings);

}  // namespace macsecd
