#include "path_probe.hpp"

#include "catch.hpp"

using namespace mka;
using namespace std::chrono_literals;

TEST_CASE("a peer names the filled MKPDU, or the one before it", "[path probe]") {
  const Time start{100s};
  PathProbe probe;
  CHECK_FALSE(probe.wanted(start));
  probe.named(7);
  CHECK_FALSE(probe.status());

  probe.begin(1514, start + 6s);
  REQUIRE(probe.wanted(start) == 1514);
  probe.sent(8);
  probe.named(6);
  CHECK(probe.status()->passed_over == 0);
  probe.named(7);
  CHECK(probe.status()->passed_over == 1);
  CHECK(probe.status()->heard == 0);
  probe.named(8);
  CHECK(probe.status()->heard == 1);
  CHECK(probe.status()->passed_over == 1);
}

TEST_CASE("a probe of a path ends by itself", "[path probe]") {
  const Time start{100s};
  PathProbe probe;
  probe.begin(1514, start + 6s);
  CHECK_FALSE(probe.wanted(start + 6s));
  unsigned sent = 0;
  for (; probe.wanted(start); ++sent) probe.sent(10 + 2 * sent);
  CHECK(sent == 8);
  probe.begin(1000, start + 6s);
  CHECK(probe.wanted(start) == 1000);
  CHECK(probe.status()->sent == 0);
  probe.named(10);  // of the probe before
  CHECK(probe.status()->heard == 0);
}
