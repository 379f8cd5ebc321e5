#include "guard_rules.hpp"

#include <algorithm>
#include <array>

namespace macsecd {
namespace {

using netlink::EtherTypeFilter;
using netlink::Hook;
using netlink::PresentFilter;

constexpr std::uint16_t macsec_ether_type = 0x88e5;

// The place of each EtherType is fixed: the kernel has one EtherType per preference, and so a
// filter can always be added before another is taken away.
constexpr std::array<std::uint16_t, 6> may_pass{0x888e, 0x876f, macsec_ether_type,
                                                0x88cc, 0x8809, 0x8808};
constexpr std::uint16_t drop_preference = may_pass.size() + 1;

void add_passes(std::vector<EtherTypeFilter>& out, Hook hook, const ConnectionSettings& s) {
  const auto wanted = [&](std::uint16_t type) {
    const auto& clear = s.guard.clear_protocols;
    return type == macsec_ether_type || type == s.interop.ether_type ||
           std::any_of(clear.begin(), clear.end(),
                       [&](ClearProtocol one) { return ether_type_of(one) == type; });
  };
  for (std::uint16_t i = 0; i < may_pass.size(); ++i)
    if (wanted(may_pass[i]))
      out.push_back({hook, static_cast<std::uint16_t>(i + 1), may_pass[i], true});
}

bool is_ours(const PresentFilter& filter) { return filter.cookie == guard_cookie; }

std::string name_of(Hook hook, const PresentFilter& filter) {
  return std::string(to_string(hook)) + " preference " + std::to_string(filter.preference) + ", " +
         filter.kind;
}

void judge_hook(GuardFindings& out, Hook hook, std::vector<EtherTypeFilter> wanted,
                const std::vector<PresentFilter>& found) {
  for (const PresentFilter& filter : found) {
    if (is_ours(filter)) {
      const EtherTypeFilter same{hook, filter.preference, filter.ether_type, filter.pass};
      if (std::erase(wanted, same) == 0) out.surplus.push_back(same);
      continue;
    }
    out.others = true;
    if (filter.chain == 0 && filter.preference <= drop_preference)
      out.defeated_by.push_back(name_of(hook, filter));
  }
  out.missing.insert(out.missing.end(), wanted.begin(), wanted.end());
}

std::vector<EtherTypeFilter> at(Hook hook, const std::vector<EtherTypeFilter>& filters) {
  std::vector<EtherTypeFilter> out;
  std::copy_if(filters.begin(), filters.end(), std::back_inserter(out),
               [&](const EtherTypeFilter& filter) { return filter.hook == hook; });
  return out;
}

}  // namespace

bool guard_wanted(const ConnectionSettings& settings, bool offloaded) {
  if (!settings.admin_up()) return true;
  return settings.mode == mka::EncryptionMode::must_encrypt && !offloaded;
}

std::vector<EtherTypeFilter> guard_filters(const ConnectionSettings& settings) {
  std::vector<EtherTypeFilter> out;
  for (const Hook hook : {Hook::ingress, Hook::egress}) {
    add_passes(out, hook, settings);
    out.push_back({hook, drop_preference, netlink::every_ether_type, false});
  }
  return out;
}

GuardFindings judge(const std::vector<EtherTypeFilter>& wanted, const FiltersFound& found) {
  GuardFindings out;
  judge_hook(out, Hook::ingress, at(Hook::ingress, wanted), found.ingress);
  judge_hook(out, Hook::egress, at(Hook::egress, wanted), found.egress);
  // What drops is taken away first, and what passes last: traffic that may pass goes on.
  std::stable_sort(out.surplus.begin(), out.surplus.end(),
                   [](const auto& a, const auto& b) { return !a.pass && b.pass; });
  return out;
}

}  // namespace macsecd
