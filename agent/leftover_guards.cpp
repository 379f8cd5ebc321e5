#include "leftover_guards.hpp"

#include <algorithm>

#include "log.hpp"
#include "port_guard.hpp"

namespace macsecd {

// A macsec device over it may be that of a connection whose parent was renamed while no agent ran,
// or another agent's.
bool in_use(const netlink::Link& link, const std::vector<netlink::Link>& all,
            const std::vector<const ConnectionSettings*>& connections) {
  const auto has_it = [&](const ConnectionSettings* one) { return one->interface == link.name; };
  const auto is_over_it = [&](const netlink::Link& other) {
    return other.kind == "macsec" && other.parent == link.ifindex;
  };
  return std::any_of(connections.begin(), connections.end(), has_it) ||
         std::any_of(all.begin(), all.end(), is_over_it);
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
