#include "ckn_twins.hpp"

#include "catch.hpp"
#include "keys.hpp"

using namespace macsecd;
using test::ckn;
using test::derived;

TEST_CASE("keys that differ in trailing zeros only are told apart, and named") {
  Keychain keys;
  REQUIRE(keys.add(ckn("0a0b"), derived(1), mka::Time{}));
  REQUIRE(keys.add(ckn("0a"), derived(2), mka::Time{}));
  CHECK(check_no_twins(keys));
  CHECK(check_no_twin(keys, ckn("0a0b")));  // the key itself is no twin
  CHECK(check_no_twin(keys, ckn("000a0b")));
  const auto refused = check_no_twin(keys, ckn("0a0b0000"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == macsec::Errc::key_exists);
  CHECK(refused.error().what.find("0a0b0000 differs from 0a0b ") != std::string::npos);

  REQUIRE(keys.add(ckn("0a00"), derived(3), mka::Time{}));
  // One that is out of use counts: it may come back.
  REQUIRE(keys.disassociate(ckn("0a"), std::nullopt));
  const auto switched = check_no_twins(keys);
  REQUIRE_FALSE(switched);
  CHECK(switched.error().code == macsec::Errc::incorrect_status);
  CHECK(switched.error().what.find("0a00 and 0a ") != std::string::npos);
}
