// The bond or team of a LAG: made, or found and looked at, and its ports.
#pragma once

#include <cstdint>
#include <optional>

#include "lag_settings.hpp"
#include "macsec_link.hpp"
#include "netlink/kernel.hpp"

namespace macsecd {

// Why a device that is there already cannot be the LAG's.
std::optional<macsec::Error> unsuitable(const netlink::Link& device, const LagSettings& settings);

// Not for LACP: teamd makes its own. With a larger MTU a bond refuses macsec devices.
Outcome<void> make_bond(netlink::Kernel& kernel, const LagSettings& settings, std::uint32_t mtu);

// The kernel takes the port up when it becomes one; its controlled port decides whether it stays
// so. One that belongs to the device already is left as it is.
Outcome<void> take_in(netlink::Kernel& kernel, const netlink::Link& port,
                      const netlink::Link& device);
Outcome<void> let_go(netlink::Kernel& kernel, const netlink::Link& port);

}  // namespace macsecd
