// [M74] What a LAG says of its members together.
#include "lag_view.hpp"

#include "catch.hpp"

using namespace macsecd;

namespace {

LagView lag_of(std::initializer_list<LagMemberView> members, std::uint32_t minimum = 0) {
  LagView view;
  view.lag.settings = {.name = "lag0", .device = "bond7", .minimum_links = minimum};
  view.members = members;
  return view;
}

LagMemberView member(bool in, bool secured, ConnectionState state = ConnectionState::available) {
  return {.name = "a",
          .interface = "eth0",
          .device = "ms-eth0",
          .in = in,
          .secured = secured,
          .state = state};
}

}  // namespace

TEST_CASE("[M74] the encryption of a LAG is up only if that of all members is") {
  CHECK(encryption_up(lag_of({member(true, true), member(true, true)})));
  CHECK_FALSE(encryption_up(lag_of({member(true, true), member(false, false)})));
  CHECK_FALSE(encryption_up(lag_of({member(true, true), member(true, false)})));  // in clear
  CHECK_FALSE(encryption_up(lag_of({})));
}

TEST_CASE("[M73] a LAG is available with as many members as it must have, and one at least") {
  const auto in = member(true, true);
  const auto out = member(false, false, ConnectionState::down);
  const auto fresh = member(false, false, ConnectionState::pending);
  CHECK(lag_state(lag_of({in, out})) == LagState::available);
  CHECK(lag_state(lag_of({in, out}, 1)) == LagState::available);
  CHECK(lag_state(lag_of({in, out}, 2)) == LagState::down);
  CHECK(lag_state(lag_of({out, out})) == LagState::down);
  CHECK(lag_state(lag_of({fresh, out})) == LagState::down);
  CHECK(lag_state(lag_of({fresh, fresh})) == LagState::pending);
}

TEST_CASE("a LAG is described with each member's part in it") {
  const macsec::Json json =
      describe(lag_of({member(true, true), member(false, false, ConnectionState::down)}, 1));
  CHECK(json["lagName"] == "lag0");
  CHECK(json["device"] == "bond7");
  CHECK(json["type"] == "lacp");
  CHECK(json["minimumLinks"] == 1);
  CHECK(json["lagState"] == "available");
  CHECK(json["portEncryptionStatus"] == "Encryption Down");
  CHECK(json["numberOfConnections"] == 2);
  CHECK(json["connections"][0]["inLag"] == true);
  CHECK(json["connections"][1]["inLag"] == false);
  CHECK(json["connections"][1]["connectionState"] == "down");
  CHECK(json["encryptionMode"].is_null());
}
