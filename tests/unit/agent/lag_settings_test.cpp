#include "lag_settings.hpp"

#include "catch.hpp"

using namespace macsecd;
using macsec::Errc;
using macsec::Json;

TEST_CASE("a LAG needs a name, and gets LACP and a device of that name") {
  const auto settings = lag_settings_from({{"lagName", "lag0"}});
  REQUIRE(settings);
  CHECK(*settings == LagSettings{.name = "lag0", .device = "lag0", .type = LagType::lacp});
  const auto all = lag_settings_from(
      {{"lagName", "dc1"}, {"device", "bond7"}, {"type", "ACTIVE_BACKUP"}, {"minimumLinks", 2}});
  REQUIRE(all);
  CHECK(*all == LagSettings{"dc1", "bond7", LagType::active_backup, 2});
  CHECK(*lag_settings_from(to_json(*all)) == *all);
}

TEST_CASE("what cannot be a LAG's setting is refused") {
  const Json members = GENERATE(
      Json(Json::object()), Json{{"lagName", "a b"}}, Json{{"lagName", ".."}},
      Json{{"lagName", "longer-than-an-interface"}}, Json{{"lagName", "x"}, {"type", "802.3ad"}},
      Json{{"lagName", "x"}, {"minimumLinks", 33}});
  const auto settings = lag_settings_from(members);
  REQUIRE_FALSE(settings);
  CHECK(settings.error().code == Errc::illegal_param);
  CHECK_FALSE(settings.error().hint.empty());
}
