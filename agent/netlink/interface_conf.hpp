// What an interface does with frames of its own accord, beside what its users ask for.
#pragma once

#include <cstdint>
#include <optional>

#include "mka/types.hpp"
#include "netlink/message.hpp"

namespace macsecd::netlink {

struct InterfaceConf {
  std::uint32_t rp_filter = 0;                  // 1: takes only what it could answer
  std::uint32_t arp_ignore = 0;                 // 8: answers no ARP request
  std::optional<std::uint32_t> disable_ipv6{};  // none: the kernel has no IPv6
  bool operator==(const InterfaceConf&) const = default;
};

// Of a link message. Nothing when it is damaged or does not tell.
std::optional<InterfaceConf> parse_interface_conf(mka::Bytes message);
// Without disable_ipv6, which netlink does not take.
Message set_interface_conf(std::uint32_t ifindex, const InterfaceConf& conf);

}  // namespace macsecd::netlink
