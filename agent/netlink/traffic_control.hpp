// The rtnetlink commands about filters where frames enter and leave an interface (its clsact
// queueing discipline), one function each.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "mka/types.hpp"
#include "netlink/message.hpp"

namespace macsecd::netlink {

enum class Hook : std::uint8_t { ingress, egress };
std::string_view to_string(Hook hook);

inline constexpr std::uint16_t every_ether_type = 0x0003;  // ETH_P_ALL

// A filter that decides by EtherType alone. At a hook the lowest preference goes first, and each
// preference belongs to one EtherType.
struct EtherTypeFilter {
  Hook hook = Hook::ingress;
  std::uint16_t preference = 1;
  std::uint16_t ether_type = every_ether_type;
  bool pass = false;  // or drop
  bool operator==(const EtherTypeFilter&) const = default;
};

// What the kernel keeps with an action for its owner.
using FilterCookie = std::array<std::uint8_t, 8>;

Message add_clsact(std::uint32_t ifindex);
Message delete_clsact(std::uint32_t ifindex);
Message add_filter(std::uint32_t ifindex, const EtherTypeFilter& filter,
                   const FilterCookie& cookie);
Message delete_filter(std::uint32_t ifindex, const EtherTypeFilter& filter);
Message dump_filters(std::uint32_t ifindex, Hook hook);

// Somebody's filter, as far as it matters to us.
struct PresentFilter {
  std::uint16_t preference = 0;
  std::uint16_t ether_type = 0;
  std::string kind{};       // "matchall", "flower", ...
  std::uint32_t chain = 0;  // frames begin in chain 0
  bool pass = false;        // the verdict of its gact action
  std::optional<FilterCookie> cookie{};
};

// One message of the dump, with its netlink header. Nothing when it is damaged, and for the
// announcement that precedes the filters of one preference.
std::optional<PresentFilter> parse_filter(mka::Bytes message);

// The interface whose filters or queueing disciplines a message of RTNLGRP_TC is about.
std::optional<std::uint32_t> parse_traffic_control_change(mka::Bytes message);

}  // namespace macsecd::netlink
