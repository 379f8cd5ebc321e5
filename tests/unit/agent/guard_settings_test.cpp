#include "guard_settings.hpp"

#include "catch.hpp"
#include "settings.hpp"

using namespace macsecd;
using macsec::Json;

namespace {

macsec::Result<ConnectionSettings> with(const Json& protocols) {
  return settings_from(
      {{"connectionName", "a"}, {"interface", "eth0"}, {"clearProtocols", protocols}});
}

}  // namespace

TEST_CASE(
    "[M65] protocols that may pass in clear: none unless named, by any spelling, in one order") {
  CHECK(settings_from({{"connectionName", "a"}, {"interface", "eth0"}})
            ->guard.clear_protocols.empty());
  const auto two = with({"LACP", "lldp", "lacp"});
  REQUIRE(two);
  CHECK(two->guard.clear_protocols == std::vector{ClearProtocol::lldp, ClearProtocol::lacp});
  CHECK(settings_from(to_json(*two))->guard == two->guard);
  const auto none = updated(*two, {{"clearProtocols", Json::array()}});
  REQUIRE(none);
  CHECK(none->guard.clear_protocols.empty());
  const auto as_before = updated(*two, Json::object());
  REQUIRE(as_before);
  CHECK(as_before->guard == two->guard);
}

TEST_CASE("[M65] what is no such protocol is refused by name") {
  CHECK(with({"lldp", "stp"}).error().what == "clearProtocols: stp is not known");
  CHECK_FALSE(with("lldp"));
  CHECK_FALSE(with({1}));
}
