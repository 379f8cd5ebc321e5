// What the operator should know of the interface under a connection when the connection is made:
// allowed, and perhaps not what was meant.
#pragma once

#include <optional>
#include <vector>

#include "key_state.hpp"
#include "netlink/kernel.hpp"
#include "settings.hpp"

namespace macsecd {

struct ParentFacts {
  netlink::Link link;
  std::vector<netlink::Address> addresses{};  // its own
  std::optional<std::uint32_t> speed_mbps{};
};
ParentFacts parent_facts(netlink::Kernel& kernel, netlink::Link parent);

std::vector<Reason> device_warnings(const ConnectionSettings& settings, const ParentFacts& parent);

}  // namespace macsecd
