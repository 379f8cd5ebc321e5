// Which filters make the port guard of an interface, and what is to be thought of those found
// there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "guard_settings.hpp"
#include "netlink/traffic_control.hpp"
#include "settings.hpp"

namespace macsecd {

// Whether nothing but MKA and MACsec may enter or leave the parent: always where traffic must be
// encrypted, and where the operator wants none at all. Where hardware decrypts below the parent,
// the filters would see clear frames only: there the device is down while it is not secured.
bool guard_wanted(const ConnectionSettings& settings, bool offloaded);

// Marks our filters, so that a later run knows them again and nobody else's are touched.
inline constexpr netlink::FilterCookie guard_cookie{'m', 'a', 'c', 's', 'e', 'c', 'd', 1};

// Passes first, then what drops the rest, for both hooks: the order in which they are added.
std::vector<netlink::EtherTypeFilter> guard_filters(const ConnectionSettings& settings);

struct GuardFindings {
  std::vector<netlink::EtherTypeFilter> missing{};
  std::vector<netlink::EtherTypeFilter> surplus{};  // ours, and not wanted
  // Other people's filters that see frames before ours do, and may let them pass.
  std::vector<std::string> defeated_by{};  // "ingress preference 3, flower"
  bool others = false;                     // anything that is not ours, wherever
};
struct FiltersFound {
  std::vector<netlink::PresentFilter> ingress{};
  std::vector<netlink::PresentFilter> egress{};
};
GuardFindings judge(const std::vector<netlink::EtherTypeFilter>& wanted, const FiltersFound& found);

}  // namespace macsecd
