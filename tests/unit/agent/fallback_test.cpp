#include "fallback.hpp"

#include "catch.hpp"
#include "keys.hpp"

using namespace macsecd;
using test::ckn;

namespace {
const KeyRank newest{ckn("02")};
const KeyRank older{ckn("01")};
const KeyRank newest_failed{ckn("02"), true};
}  // namespace

TEST_CASE("[M30] a rotation under way is no fallback, a newest key that failed is one") {
  Fallback fallback;
  CHECK_FALSE(fallback.observe({older}, ckn("01")));
  CHECK_FALSE(fallback.observe({newest, older}, ckn("01")));
  CHECK(fallback.observe({newest_failed, older}, ckn("01")));
  CHECK(fallback.entered());
  // It has found its peer, but the traffic is not there yet.
  CHECK_FALSE(fallback.observe({newest, older}, ckn("01")));
  CHECK(fallback.observe({newest, older}, ckn("02")));
  CHECK_FALSE(fallback.entered());
}

TEST_CASE("[M30] traffic that goes back to an older key is a fallback at once") {
  Fallback fallback;
  CHECK_FALSE(fallback.observe({newest, older}, ckn("02")));
  CHECK(fallback.observe({newest, older}, ckn("01")));
  CHECK(fallback.entered());
}

TEST_CASE("[M30] a fallback ends when the newest key is taken out of service") {
  Fallback fallback;
  CHECK(fallback.observe({newest_failed, older}, ckn("01")));
  CHECK(fallback.observe({older}, ckn("01")));
  CHECK_FALSE(fallback.entered());
}

TEST_CASE("a key that leaves, and no key at all, change nothing") {
  Fallback fallback;
  CHECK_FALSE(fallback.observe({older}, ckn("02")));
  CHECK(fallback.observe({newest_failed, older}, ckn("01")));
  CHECK_FALSE(fallback.observe({newest_failed, older}, std::nullopt));
  CHECK(fallback.entered());
}
