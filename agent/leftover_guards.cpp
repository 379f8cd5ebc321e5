#include "leftover_guards.hpp"

#include <algorithm>

#include "log.hpp"
#include "port_guard.hpp"

namespace macsecd {

// A parent that was renamed while no agent ran is known by the device over it.
bool in_use(const netlink::Link& link, const std::vector<netlink::Link>& all,
            const std::vector<const ConnectionSettings*>& connections) {
  return std::any_of(connections.begin(), connections.end(), [&](const ConnectionSettings* one) {
    return one->interface == link.name ||
           std::any_of(all.begin(), all.end(), [&](const netlink::Link& other) {
             return other.name == one->device && other.parent == link.ifindex;
           });
  });
}

void remove_leftover_guards(netlink::Kernel& kernel,
                            const std::vector<const ConnectionSettings*>& connections) {
  const auto all = kernel.links();
  if (!all) return log::warning("cannot list the interfaces: " + netlink::describe(all.error()));
  for (const netlink::Link& link : *all) {
    if (in_use(link, *all, connections)) continue;
    const auto open = set_guard(kernel, link.name, link.ifindex, {});
    if (!open)
      log::warning(log::one_line(open.error()));
    else if (open->trimmed)
      log::info(link.name + ": took away the port guard of a connection that no longer exists");
  }
}

}  // namespace macsecd
