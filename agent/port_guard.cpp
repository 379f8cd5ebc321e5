#include "port_guard.hpp"

#include <algorithm>
#include <cerrno>

namespace macsecd {
namespace {

using macsec::Errc;
using netlink::EtherTypeFilter;
using netlink::Hook;
using netlink::Kernel;

mka::Failure<macsec::Error> fail(const std::string& parent, const char* what,
                                 const netlink::KernelError& error) {
  macsec::Error out = refused(parent + ": " + what, error);
  if (error.os == EEXIST || error.os == EINVAL || error.os == EOPNOTSUPP)
    out.hint = "see what is there: tc filter show dev " + parent +
               " ingress, and egress; tc qdisc "
               "show dev " +
               parent + " (an ingress qdisc has to become a clsact one)";
  return mka::Failure{std::move(out)};
}

Outcome<GuardFindings> look(Kernel& kernel, const std::string& parent, std::uint32_t ifindex,
                            const std::vector<EtherTypeFilter>& wanted) {
  FiltersFound found;
  for (const Hook hook : {Hook::ingress, Hook::egress}) {
    auto filters = kernel.filters(ifindex, hook);
    if (!filters) return fail(parent, "cannot read the filters", filters.error());
    (hook == Hook::ingress ? found.ingress : found.egress) = *std::move(filters);
  }
  return judge(wanted, found);
}

// True if it was not there.
Outcome<bool> make_clsact(Kernel& kernel, const std::string& parent, std::uint32_t ifindex) {
  const auto made = kernel.route(netlink::add_clsact(ifindex));
  if (made) return true;
  if (made.error().os == EEXIST) return false;
  return fail(parent, "cannot add the clsact qdisc for the port guard", made.error());
}

Outcome<void> remove(Kernel& kernel, const std::string& parent, std::uint32_t ifindex,
                     const EtherTypeFilter& filter) {
  const auto gone = kernel.route(netlink::delete_filter(ifindex, filter));
  if (!gone) return fail(parent, "cannot delete a filter of the port guard", gone.error());
  return {};
}

Outcome<void> apply(Kernel& kernel, const std::string& parent, std::uint32_t ifindex,
                    const GuardFindings& findings) {
  // One that somebody changed has the place of what it should be.
  const auto in_the_way = [&](const EtherTypeFilter& filter) {
    return std::ranges::any_of(findings.missing, [&](const EtherTypeFilter& missing) {
      return missing.hook == filter.hook && missing.preference == filter.preference;
    });
  };
  for (const EtherTypeFilter& filter : findings.surplus)
    if (in_the_way(filter))
      if (auto gone = remove(kernel, parent, ifindex, filter); !gone) return gone;
  for (const EtherTypeFilter& filter : findings.missing)
    if (const auto added = kernel.route(netlink::add_filter(ifindex, filter, guard_cookie)); !added)
      return fail(parent, "cannot add a filter of the port guard", added.error());
  for (const EtherTypeFilter& filter : findings.surplus)
    if (!in_the_way(filter))
      if (auto gone = remove(kernel, parent, ifindex, filter); !gone) return gone;
  return {};
}

}  // namespace

Outcome<GuardReport> set_guard(Kernel& kernel, const std::string& parent, std::uint32_t ifindex,
                               const std::vector<EtherTypeFilter>& wanted) {
  GuardReport report;
  auto findings = look(kernel, parent, ifindex, wanted);
  if (!findings) return mka::Failure{findings.error()};
  report.mended = !findings->missing.empty();
  if (report.mended) {
    const auto made = make_clsact(kernel, parent, ifindex);
    if (!made) return mka::Failure{made.error()};
    report.made_clsact = *made;
  }
  report.trimmed = !findings->surplus.empty();
  if (report.mended || report.trimmed) {
    if (auto done = apply(kernel, parent, ifindex, *findings); !done)
      return mka::Failure{done.error()};
    findings = look(kernel, parent, ifindex, wanted);
    if (!findings) return mka::Failure{findings.error()};
    if (!findings->missing.empty() || !findings->surplus.empty())
      return mka::Failure{macsec::Error{Errc::internal,
                                        parent + ": the port guard is not what was asked for",
                                        "somebody else changes the filters: tc monitor"}};
  }
  report.defeated_by = std::move(findings->defeated_by);
  return report;
}

Outcome<void> delete_own_clsact(Kernel& kernel, const std::string& parent, std::uint32_t ifindex) {
  const auto findings = look(kernel, parent, ifindex, {});
  if (!findings) return mka::Failure{findings.error()};
  if (findings->others || !findings->surplus.empty()) return {};
  const auto gone = kernel.route(netlink::delete_clsact(ifindex));
  if (gone || gone.error().os == ENOENT || gone.error().os == EINVAL) return {};
  return fail(parent, "cannot delete the clsact qdisc", gone.error());
}

}  // namespace macsecd
