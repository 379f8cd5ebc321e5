// Port guards of connections that no longer exist: their parents would stay closed for ever.
#pragma once

#include <vector>

#include "netlink/kernel.hpp"
#include "settings.hpp"

namespace macsecd {

// Whether a connection has this interface, by its name or by a device over it.
bool in_use(const netlink::Link& link, const std::vector<netlink::Link>& all,
            const std::vector<const ConnectionSettings*>& connections);

void remove_leftover_guards(netlink::Kernel& kernel,
                            const std::vector<const ConnectionSettings*>& connections);

}  // namespace macsecd
