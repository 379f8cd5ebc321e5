// Which interfaces can carry MACsec, and how fast they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "control/error.hpp"
#include "netlink/kernel_error.hpp"
#include "netlink/link.hpp"

namespace macsecd::netlink {

// Why the kernel or MKA would not work on it; nothing when it is fine. `all` are the links of the
// namespace: another device may already own its receive handler.
std::optional<macsec::Error> parent_problem(const Link& parent, std::span<const Link> all,
                                            bool vlan_allowed = false);

// 802.11, as sysfs tells it; netlink does not.
bool is_wireless(const std::string& name,
                 const std::filesystem::path& interfaces = "/sys/class/net");

// Mb/s; nothing when the device does not know (a virtual one, or no carrier).
std::optional<std::uint32_t> link_speed(std::uint32_t ifindex);

}  // namespace macsecd::netlink
