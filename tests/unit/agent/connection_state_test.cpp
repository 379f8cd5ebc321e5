#include "connection_state.hpp"

#include "catch.hpp"

using namespace macsecd;

TEST_CASE("pending until secured once, then available or down") {
  for (const bool clear : {false, true}) {
    CHECK(connection_state({false, false, true, clear}) == ConnectionState::pending);
    CHECK(connection_state({false, false, false, clear}) == ConnectionState::pending);
    CHECK(connection_state({true, true, true, clear}) == ConnectionState::available);
    CHECK(connection_state({true, false, false, clear}) == ConnectionState::down);
  }
  CHECK(connection_state({true, false, true, false}) == ConnectionState::down);
  CHECK(connection_state({true, false, true, true}) == ConnectionState::available);
}

TEST_CASE("clear traffic passes only on an unsecured link that is open") {
  CHECK(in_clear({false, false, true, true}));
  CHECK(in_clear({true, false, true, true}));
  CHECK_FALSE(in_clear({true, true, true, true}));
  CHECK_FALSE(in_clear({true, false, false, true}));
  CHECK_FALSE(in_clear({true, false, true, false}));
}

TEST_CASE("a connection that was taken down is down, whatever else holds") {
  for (const bool secured_once : {false, true})
    CHECK(connection_state({secured_once, false, true, true, false}) == ConnectionState::down);
  CHECK_FALSE(in_clear({true, false, true, true, false}));
}
