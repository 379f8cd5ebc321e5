#include "parent_users.hpp"

#include <utility>

#include "parent_hygiene.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

bool passes_beside(const netlink::Link& link) {
  return link.kind == "vlan" || link.kind == "macvlan" || link.kind == "macvtap" ||
         link.kind == "ipvlan" || link.kind == "ipvtap";
}

}  // namespace

void ParentUsers::look_at_addresses(const std::string& parent) {
  auto present = addresses_of(parent);
  if (std::exchange(addresses_, present) == present || present.empty()) return;
  tell_("parent-has-addresses",
        parent + " has addresses of its own, which MACsec does not protect: " + list_of(present));
}

void ParentUsers::learn(netlink::LinkChange change, const netlink::Link& link,
                        const netlink::Link& parent) {
  if (change == netlink::LinkChange::removed || link.parent != parent.ifindex ||
      !passes_beside(link)) {
    children_.erase(link.ifindex);
    return;
  }
  if (children_.insert_or_assign(link.ifindex, link.name).second)
    tell_("parent-has-children",
          "the " + link.kind + " device " + link.name + " on " + parent.name + " passes MACsec by");
}

void ParentUsers::forget() {
  addresses_.clear();
  children_.clear();
}

std::vector<Reason> ParentUsers::reasons(const std::string& parent, const std::string& device,
                                         bool guarded) const {
  std::vector<Reason> out;
  std::vector<std::string> names;
  for (const auto& [ifindex, name] : children_) names.push_back(name);
  if (!names.empty())
    out.push_back({guarded ? "children-blocked" : "children-in-clear",
                   list_of(names) + " on " + parent + " pass MACsec by" +
                       (guarded ? ": the port guard blocks them" : ": their traffic is in clear"),
                   "create them over " + device});
  if (!addresses_.empty())
    out.push_back({"parent-has-addresses",
                   parent + " has addresses of its own: " + list_of(addresses_),
                   "move them to " + device});
  return out;
}

}  // namespace macsecd
