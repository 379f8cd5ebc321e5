#include "device_belongings.hpp"

#include <linux/rtnetlink.h>

#include <algorithm>
#include <cerrno>

namespace macsecd {
namespace {

// fe80::, made from the MAC address: the new interface makes its own.
bool made_from(const netlink::Address& address, const mka::MacAddress& mac) {
  const auto& m = mac.octets;
  const std::array<std::uint8_t, 16> made{
      0xfe, 0x80, 0,    0,    0,    0,    0,   0, static_cast<std::uint8_t>(m[0] ^ 2),
      m[1], m[2], 0xff, 0xfe, m[3], m[4], m[5]};
  return std::ranges::equal(address.address, made);
}

class Giving {
 public:
  Giving(netlink::Kernel& kernel) : kernel_(kernel) {}

  // What is there already is as good as given.
  void give(const char* what, netlink::Message message) {
    const auto done = kernel_.route(std::move(message));
    if (!done && done.error().os != EEXIST)
      refusals_.push_back(std::string(what) + ": " + describe(done.error()));
  }
  std::vector<std::string> refusals() && { return std::move(refusals_); }

 private:
  netlink::Kernel& kernel_;
  std::vector<std::string> refusals_;
};

}  // namespace

DeviceBelongings belongings_of(netlink::Kernel& kernel, const netlink::Link& device) {
  DeviceBelongings out{.up = device.up,
                       .group = device.group,
                       .master = device.master.value_or(0),
                       .alias = device.alias,
                       .alternative_names = device.alternative_names};
  if (auto all = kernel.addresses())
    for (auto& one : *all)
      if (one.ifindex == device.ifindex && !one.temporary() && !made_from(one, device.mac))
        out.addresses.push_back(std::move(one));
  if (auto all = kernel.routes())
    for (auto& one : *all)
      if (one.ifindex == device.ifindex && one.by_hand()) out.routes.push_back(std::move(one));
  return out;
}

std::vector<std::string> give_back(netlink::Kernel& kernel, std::uint32_t ifindex,
                                   const DeviceBelongings& belongings) {
  Giving giving(kernel);
  // First: a VRF takes the IPv6 addresses away.
  if (belongings.master != 0)
    giving.give("its place in its master", netlink::set_master(ifindex, belongings.master));
  if (!belongings.alias.empty())
    giving.give("its alias", netlink::set_alias(ifindex, belongings.alias));
  for (const auto& name : belongings.alternative_names)
    giving.give("an alternative name", netlink::add_alternative_name(ifindex, name));
  for (const auto& address : belongings.addresses)
    giving.give("an address", netlink::add_address(ifindex, address));
  return std::move(giving).refusals();
}

// Those through a gateway need those to the gateway.
std::vector<std::string> give_routes_back(netlink::Kernel& kernel, std::uint32_t ifindex,
                                          const DeviceBelongings& belongings) {
  Giving giving(kernel);
  const auto direct = [](const netlink::Route& route) {
    return std::ranges::none_of(route.parts,
                                [](const auto& part) { return part.type == RTA_GATEWAY; });
  };
  for (const bool first : {true, false})
    for (const auto& route : belongings.routes)
      if (direct(route) == first) giving.give("a route", netlink::add_route(ifindex, route));
  return std::move(giving).refusals();
}

}  // namespace macsecd
