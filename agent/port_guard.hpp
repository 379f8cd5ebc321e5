// The port guard: filters on the parent that let nothing but MKA and MACsec in or out. They stay in
// the kernel when the agent stops or dies, and are found again by the next.
#pragma once

#include <string>
#include <vector>

#include "guard_rules.hpp"
#include "macsec_link.hpp"

namespace macsecd {

struct GuardReport {
  bool made_clsact = false;  // ours to delete
  bool mended = false;       // something of it was missing
  bool trimmed = false;      // something of ours was too much
  std::vector<std::string> defeated_by{};
};

// Makes the filters at the parent those of `wanted`, and reads them back. None wanted: ours are
// taken away. Other people's stay. `parent` is for the messages.
Outcome<GuardReport> set_guard(netlink::Kernel& kernel, const std::string& parent,
                               std::uint32_t ifindex,
                               const std::vector<netlink::EtherTypeFilter>& wanted);

// Once ours are gone: the queueing discipline that we made, unless others have filters there.
Outcome<void> delete_own_clsact(netlink::Kernel& kernel, const std::string& parent,
                                std::uint32_t ifindex);

}  // namespace macsecd
