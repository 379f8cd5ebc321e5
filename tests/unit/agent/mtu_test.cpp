#include "mtu.hpp"

#include "catch.hpp"

using namespace macsecd;

TEST_CASE("an MTU is a rule or a number") {
  CHECK(mtu_rule_from("keep-parent") == MtuRule{});
  CHECK(mtu_rule_from("Raise_Parent") == MtuRule{MtuRule::Kind::raise_parent});
  CHECK(mtu_rule_from("1500") == MtuRule{MtuRule::Kind::fixed, 1500});
  for (const char* no : {"", "67", "65504", "-1", "1500x", "keep"}) CHECK_FALSE(mtu_rule_from(no));
  for (const char* word : {"keep-parent", "raise-parent", "9000"})
    CHECK(to_string(*mtu_rule_from(word)) == word);
}

TEST_CASE("the plan gives MACsec its 32 octets") {
  CHECK(mtu_plan({}, 1500) == MtuPlan{1500, 1468});
  CHECK(mtu_plan({MtuRule::Kind::raise_parent}, 1500) == MtuPlan{1532, 1500});
  CHECK(mtu_plan({MtuRule::Kind::fixed, 1500}, 1500) == MtuPlan{1532, 1500});
  CHECK(mtu_plan({MtuRule::Kind::fixed, 1400}, 1500) == MtuPlan{1500, 1400});
  CHECK(largest_device_mtu(20) == 0);
}

TEST_CASE("what somebody else gave the parent is the new usual MTU") {
  const RaisedMtu raised{1500, 1532};
  CHECK(usual_mtu(1532, raised) == 1500);
  CHECK(usual_mtu(9000, raised) == 9000);
  CHECK(usual_mtu(1500, raised) == 1500);  // a crash before it was raised
  CHECK(usual_mtu(1532, std::nullopt) == 1532);
}
