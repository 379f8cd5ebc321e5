#include "guard_rules.hpp"

#include <algorithm>

#include "catch.hpp"

using namespace macsecd;
using netlink::EtherTypeFilter;
using netlink::Hook;
using netlink::PresentFilter;

namespace {

ConnectionSettings settings(mka::EncryptionMode mode = mka::EncryptionMode::must_encrypt) {
  ConnectionSettings out;
  out.mode = mode;
  return out;
}

std::vector<std::uint16_t> passing(const ConnectionSettings& s, Hook hook) {
  std::vector<std::uint16_t> out;
  for (const EtherTypeFilter& filter : guard_filters(s))
    if (filter.hook == hook && filter.pass) out.push_back(filter.ether_type);
  return out;
}

PresentFilter present(const EtherTypeFilter& ours) {
  return {ours.preference, ours.ether_type, "matchall", 0, ours.pass, guard_cookie};
}

// What the kernel tells when these filters of ours are there.
FiltersFound found(const std::vector<EtherTypeFilter>& filters) {
  FiltersFound out;
  for (const EtherTypeFilter& filter : filters)
    (filter.hook == Hook::ingress ? out.ingress : out.egress).push_back(present(filter));
  return out;
}

const PresentFilter foreign_first{4, netlink::every_ether_type, "flower", 0, false, {}};

}  // namespace

TEST_CASE(
    "[M49, M53] the guard is wanted where everything must be encrypted, and where it is down") {
  CHECK(guard_wanted(settings(), false));
  CHECK_FALSE(guard_wanted(settings(mka::EncryptionMode::should_encrypt), false));
  auto down = settings(mka::EncryptionMode::should_encrypt);
  down.admin_state = AdminState::down;
  CHECK(guard_wanted(down, false));
  INFO("hardware decrypts below the parent: the guard would see clear frames only");
  CHECK_FALSE(guard_wanted(settings(), true));
  CHECK(guard_wanted(down, true));
}

TEST_CASE("[M49, M66] nothing but MKA and MACsec passes, in and out, and the last filter drops") {
  for (const Hook hook : {Hook::ingress, Hook::egress})
    CHECK(passing(settings(), hook) == std::vector<std::uint16_t>{0x888e, 0x88e5});
  auto other = settings();
  other.interop.ether_type = 0x876f;
  CHECK(passing(other, Hook::egress) == std::vector<std::uint16_t>{0x876f, 0x88e5});
  for (const Hook hook : {Hook::ingress, Hook::egress}) {
    EtherTypeFilter last;
    for (const EtherTypeFilter& filter : guard_filters(settings()))
      if (filter.hook == hook && filter.preference > last.preference) last = filter;
    CHECK(last.ether_type == netlink::every_ether_type);
    CHECK_FALSE(last.pass);
  }
}

TEST_CASE("[M65] exceptions are added by name, each at a preference of its own") {
  auto s = settings();
  s.guard.clear_protocols = {ClearProtocol::lldp, ClearProtocol::lacp, ClearProtocol::pause};
  CHECK(passing(s, Hook::ingress) ==
        std::vector<std::uint16_t>{0x888e, 0x88e5, 0x88cc, 0x8809, 0x8808});
  // What stays is at the same place with and without them.
  for (const EtherTypeFilter& filter : guard_filters(settings())) {
    const auto with = guard_filters(s);
    CHECK(std::find(with.begin(), with.end(), filter) != with.end());
  }
}

TEST_CASE("a guard that is there as wanted needs nothing") {
  const auto wanted = guard_filters(settings());
  const auto findings = judge(wanted, found(wanted));
  CHECK(findings.missing.empty());
  CHECK(findings.surplus.empty());
  CHECK(findings.defeated_by.empty());
  CHECK_FALSE(findings.others);
}

TEST_CASE("what is missing is found, also when a filter of ours says the wrong thing") {
  const auto wanted = guard_filters(settings());
  auto changed = wanted;
  changed.back().pass = true;  // the last of egress lets all pass
  const auto findings = judge(wanted, found(changed));
  CHECK(findings.missing == std::vector{wanted.back()});
  CHECK(findings.surplus == std::vector{changed.back()});
  CHECK(judge(wanted, {}).missing == wanted);
}

TEST_CASE("when the guard goes, what drops goes first") {
  const auto findings = judge({}, found(guard_filters(settings())));
  REQUIRE(findings.surplus.size() == 6);
  CHECK_FALSE(findings.surplus[0].pass);
  CHECK_FALSE(findings.surplus[1].pass);
  CHECK(findings.surplus[2].pass);
}

TEST_CASE("filters of somebody else are told if they go first, and never counted as ours") {
  const auto wanted = guard_filters(settings());
  auto there = found(wanted);
  there.egress.push_back(foreign_first);
  const auto findings = judge(wanted, there);
  CHECK(findings.defeated_by == std::vector<std::string>{"egress preference 4, flower"});
  CHECK(findings.surplus.empty());
  CHECK(findings.others);

  PresentFilter later = foreign_first;
  later.preference = 100;
  PresentFilter elsewhere = foreign_first;
  elsewhere.chain = 5;
  const auto harmless = judge(wanted, {{later}, {elsewhere}});
  CHECK(harmless.defeated_by.empty());
  CHECK(harmless.others);

  PresentFilter same_but_for_the_cookie = present(wanted.back());
  same_but_for_the_cookie.cookie.reset();
  CHECK(judge({}, {{}, {same_but_for_the_cookie}}).surplus.empty());
}
