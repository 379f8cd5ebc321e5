#include "mtu.hpp"

#include <algorithm>

#include "spelling.hpp"

namespace macsecd {
namespace {

// Of IPv4, and of an Ethernet device that counts in 16 bits.
constexpr std::uint64_t smallest = 68;
constexpr std::uint64_t largest = 65535 - macsec_overhead;

}  // namespace

std::optional<MtuRule> mtu_rule_from(std::string_view word) {
  const std::string rule = normal_word(word);
  if (rule == "keep-parent") return MtuRule{};
  if (rule == "raise-parent") return MtuRule{MtuRule::Kind::raise_parent};
  const auto size = number_from(word);
  if (!size || *size < smallest || *size > largest) return std::nullopt;
  return MtuRule{MtuRule::Kind::fixed, static_cast<std::uint32_t>(*size)};
}

std::string to_string(const MtuRule& rule) {
  switch (rule.kind) {
    case MtuRule::Kind::keep_parent:
      return "keep-parent";
    case MtuRule::Kind::raise_parent:
      return "raise-parent";
    case MtuRule::Kind::fixed:
      return std::to_string(rule.size);
  }
  return "?";
}

std::uint32_t usual_mtu(std::uint32_t parent, const std::optional<RaisedMtu>& raised) {
  return raised && raised->now == parent ? raised->before : parent;
}

MtuPlan mtu_plan(const MtuRule& rule, std::uint32_t usual) {
  switch (rule.kind) {
    case MtuRule::Kind::keep_parent:
      break;
    case MtuRule::Kind::raise_parent:
      return {usual + macsec_overhead, usual};
    case MtuRule::Kind::fixed:
      return {std::max(usual, rule.size + macsec_overhead), rule.size};
  }
  return {usual, largest_device_mtu(usual)};
}

std::uint32_t largest_device_mtu(std::uint32_t parent) {
  return parent > macsec_overhead ? parent - macsec_overhead : 0;
}

}  // namespace macsecd
