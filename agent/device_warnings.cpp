#include "device_warnings.hpp"

#include <algorithm>

#include "netlink/parent.hpp"
#include "suite_choice.hpp"

namespace macsecd {
namespace {

constexpr std::uint8_t of_the_link = 253;  // RT_SCOPE_LINK

std::optional<Reason> late_enabling(const ConnectionSettings& s, const ParentFacts& parent) {
  const auto own = std::ranges::count_if(
      parent.addresses, [](const netlink::Address& a) { return a.scope != of_the_link; });
  if (own == 0) return std::nullopt;
  return Reason{"parent-has-addresses",
                parent.link.name + " is in use: it has " + std::to_string(own) +
                    " IP address(es), whose traffic is not protected",
                "move addresses and routes to " + s.device + ", whose MTU is " +
                    std::to_string(mtu_plan(s.device_settings.mtu, parent.link.mtu).device) +
                    "; that interrupts the traffic"};
}

std::optional<Reason> questionable_kind(const netlink::Link& parent) {
  if (parent.kind == "bond" || parent.kind == "team")
    return Reason{"lag-as-parent",
                  parent.name + " is a " + parent.kind +
                      ": MACsec over it is one session for all "
                      "members, which is not what clouds and switches do",
                  "usual is the other way round: a connection per member, and the " + parent.kind +
                      " over their macsec devices"};
  if (parent.kind == "vlan")
    return Reason{"vlan-as-parent",
                  parent.name + " is a VLAN: only what is inside the tag is protected",
                  "usual is the other way round: the VLAN over the macsec device"};
  return std::nullopt;
}

}  // namespace

ParentFacts parent_facts(netlink::Kernel& kernel, netlink::Link parent) {
  ParentFacts out{.link = std::move(parent)};
  out.speed_mbps = netlink::link_speed(out.link.ifindex);
  if (auto all = kernel.addresses())
    for (auto& one : *all)
      if (one.ifindex == out.link.ifindex) out.addresses.push_back(std::move(one));
  return out;
}

std::vector<Reason> device_warnings(const ConnectionSettings& s, const ParentFacts& parent) {
  std::vector<Reason> out;
  if (const auto slow = suite_caution(s.suite, parent.speed_mbps)) out.push_back(*slow);
  if (const auto kind = questionable_kind(parent.link)) out.push_back(*kind);
  if (const auto late = late_enabling(s, parent)) out.push_back(*late);
  return out;
}

}  // namespace macsecd
