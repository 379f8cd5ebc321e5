#include "control/log_limit.hpp"

#include "catch.hpp"

using namespace macsec;
using namespace std::chrono_literals;

TEST_CASE("a user is told of some times at once, then now and then, with what was left out",
          "[log limit]") {
  LogLimit limit;
  const LogLimit::Time start{};
  for (unsigned i = 0; i < LogLimit::burst; ++i) CHECK(limit.admit(7, start) == 0u);
  for (int i = 0; i < 500; ++i) CHECK_FALSE(limit.admit(7, start + 1s));
  CHECK(limit.admit(8, start + 1s) == 0u);  // another user
  CHECK(limit.admit(7, start + 11s) == 500u);
  CHECK_FALSE(limit.admit(7, start + 11s));
}

TEST_CASE("thousands of uids together fill neither log nor memory", "[log limit]") {
  LogLimit limit;
  unsigned told = 0;
  for (uid_t uid = 100000; uid < 165536; ++uid)
    if (limit.admit(uid, LogLimit::Time{} + std::chrono::milliseconds(uid - 100000))) ++told;
  CHECK(told <= LogLimit::burst_of_all + 65536 / LogLimit::refill_of_all.count() + 1);
}
