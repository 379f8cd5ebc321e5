#include "key_reuse.hpp"

#include "catch.hpp"
#include "keys.hpp"

using namespace macsecd;
using test::ckn;
using test::derived;

TEST_CASE("[M19] a CKN or a CAK that serves another connection too is warned about") {
  Keychain other;
  REQUIRE(other.add(ckn("01"), derived(1), mka::Time{}));
  REQUIRE(other.add(ckn("02"), derived(2), mka::Time{}));

  CHECK(key_reuse({ckn("03"), derived(3)}, "lab", other).empty());
  const auto same_ckn = key_reuse({ckn("01"), derived(3)}, "lab", other);
  REQUIRE(same_ckn.size() == 1);
  CHECK(same_ckn[0].code == "ckn-reused");
  CHECK(same_ckn[0].message.find("lab") != std::string::npos);
  const auto same_cak = key_reuse({ckn("03"), derived(2)}, "lab", other);
  REQUIRE(same_cak.size() == 1);
  CHECK(same_cak[0].code == "cak-reused");
  CHECK(same_cak[0].message.find("02") != std::string::npos);
  CHECK(key_reuse({ckn("01"), derived(1)}, "lab", other).size() == 2);
  CHECK(key_reuse({ckn("03"), std::nullopt}, "lab", other).empty());
}
