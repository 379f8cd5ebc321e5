#include "connection_state.hpp"

#include "catch.hpp"

using namespace macsecd;
using mka::EncryptionMode;

TEST_CASE("pending until secured once, then available or down") {
  for (const auto mode :
       {EncryptionMode::must_encrypt, EncryptionMode::should_encrypt, EncryptionMode::no_encrypt}) {
    CHECK(connection_state({false, false, true, mode}) == ConnectionState::pending);
    CHECK(connection_state({false, false, false, mode}) == ConnectionState::pending);
    CHECK(connection_state({true, true, true, mode}) == ConnectionState::available);
    CHECK(connection_state({true, false, false, mode}) == ConnectionState::down);
  }
  CHECK(connection_state({true, false, true, EncryptionMode::must_encrypt}) ==
        ConnectionState::down);
  CHECK(connection_state({true, false, true, EncryptionMode::should_encrypt}) ==
        ConnectionState::available);
}

TEST_CASE("clear traffic passes only on an unsecured link that is allowed to") {
  CHECK(in_clear({false, false, true, EncryptionMode::should_encrypt}));
  CHECK(in_clear({true, false, true, EncryptionMode::no_encrypt}));
  CHECK_FALSE(in_clear({true, true, true, EncryptionMode::should_encrypt}));
  CHECK_FALSE(in_clear({true, false, false, EncryptionMode::should_encrypt}));
  CHECK_FALSE(in_clear({true, false, true, EncryptionMode::must_encrypt}));
}

TEST_CASE("a connection that was taken down is down, whatever else holds") {
  for (const bool secured_once : {false, true})
    CHECK(connection_state({secured_once, false, true, EncryptionMode::should_encrypt, false}) ==
          ConnectionState::down);
  CHECK_FALSE(in_clear({true, false, true, EncryptionMode::should_encrypt, false}));
}
