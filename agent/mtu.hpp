// How large the packets over a macsec device may be. The device can take its parent's MTU less the
// octets that MACsec adds; whoever wants more has to raise the parent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace macsecd {

// SecTAG with SCI, its EtherType, and an ICV of 16 octets; the driver always counts the SCI.
inline constexpr std::uint32_t macsec_overhead = 32;

struct MtuRule {
  enum class Kind : std::uint8_t {
    keep_parent,   // the device follows its parent, which nobody touches
    raise_parent,  // the device has what its parent had
    fixed,         // the device has `size`; the parent is raised if need be
  };
  Kind kind = Kind::keep_parent;
  std::uint32_t size = 0;
  bool operator==(const MtuRule&) const = default;
};
std::optional<MtuRule> mtu_rule_from(std::string_view word);  // keep-parent, raise-parent, 1500
std::string to_string(const MtuRule& rule);

// What we did to a parent. Stored, so that it can be undone.
struct RaisedMtu {
  std::uint32_t before = 0;
  std::uint32_t now = 0;
  bool operator==(const RaisedMtu&) const = default;
};

// The parent's MTU but for us. Another value than the one that we gave it is somebody else's wish.
std::uint32_t usual_mtu(std::uint32_t parent, const std::optional<RaisedMtu>& raised);

struct MtuPlan {
  std::uint32_t parent = 0;
  std::uint32_t device = 0;
  bool operator==(const MtuPlan&) const = default;
};
MtuPlan mtu_plan(const MtuRule& rule, std::uint32_t usual);

// What the driver lets a device have over such a parent.
std::uint32_t largest_device_mtu(std::uint32_t parent);

}  // namespace macsecd
