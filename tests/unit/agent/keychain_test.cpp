#include "keychain.hpp"

#include "catch.hpp"
#include "keys.hpp"

using namespace macsecd;
using test::cak;
using test::ckn;

namespace {
constexpr mka::Time start{};
}

TEST_CASE("the newest key is first, whatever the clock says") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), cak(1), start + mka::Duration(500)));
  REQUIRE(chain.add(ckn("02"), cak(2), start));
  REQUIRE(chain.keys().size() == 2);
  CHECK(chain.keys()[0].ckn == ckn("02"));
  CHECK(chain.keys()[0].sequence > chain.keys()[1].sequence);
  const auto for_engine = chain.for_engine();
  REQUIRE(for_engine.size() == 2);
  CHECK(for_engine[0].ckn == ckn("02"));
  CHECK(for_engine[0].cak.matches(cak(2)));
}

TEST_CASE("[M27] the fourth key is refused and the oldest is named") {
  Keychain chain;
  for (const char* name : {"01", "02", "03"}) REQUIRE(chain.add(ckn(name), cak(1), start));
  const auto fourth = chain.add(ckn("04"), cak(1), start);
  REQUIRE_FALSE(fourth);
  CHECK(fourth.error().code == macsec::Errc::keychain_full);
  CHECK(fourth.error().hint.find("--ckn 01") != std::string::npos);
  CHECK(chain.keys().size() == 3);
}

TEST_CASE("[M42] a CKN keeps its CAK; the same pair again is a fresh attempt") {
  Keychain chain;
  REQUIRE(chain.add(ckn("01"), cak(1), start));
  const auto other = chain.add(ckn("01"), cak(2), start);
  REQUIRE_FALSE(other);
  CHECK(other.error().code == macsec::Errc::key_exists);
  CHECK(chain.keys()[0].cak->matches(cak(1)));

  REQUIRE(chain.add(ckn("01"), cak(1), start + mka::Duration(7000)));
  CHECK(chain.keys().size() == 1);
  CHECK(chain.keys()[0].attempt.since == start + mka::Duration(7000));
}

TEST_CASE("an unreadable key is not given to the engine, and can be repaired") {
  Keychain chain;
  REQUIRE(chain.restore({ckn("01"), std::nullopt, 5}));
  CHECK(chain.for_engine().empty());
  REQUIRE(chain.add(ckn("01"), cak(1), start));
  REQUIRE(chain.for_engine().size() == 1);
  CHECK(chain.keys()[0].sequence == 5);
}

TEST_CASE("restored keys are ordered by sequence; doubles and one too many are refused") {
  Keychain chain;
  CHECK(chain.restore({ckn("02"), cak(2), 2}));
  CHECK(chain.restore({ckn("03"), cak(3), 3}));
  CHECK(chain.restore({ckn("01"), cak(1), 1}));
  CHECK_FALSE(chain.restore({ckn("04"), cak(4), 4}));
  CHECK(chain.keys()[0].ckn == ckn("03"));
  CHECK(chain.keys()[2].ckn == ckn("01"));
  REQUIRE(chain.remove(ckn("02")));
  CHECK_FALSE(chain.restore({ckn("01"), cak(1), 9}));
  REQUIRE(chain.add(ckn("05"), cak(5), start));
  CHECK(chain.keys()[0].sequence == 4);
}

TEST_CASE("removing what is not there is an error") {
  Keychain chain;
  const auto removed = chain.remove(ckn("01"));
  REQUIRE_FALSE(removed);
  CHECK(removed.error().code == macsec::Errc::key_not_found);
}
