#include "clear_time.hpp"

#include "catch.hpp"

using namespace macsecd;
using namespace std::chrono_literals;
using News = ClearTime::News;

namespace {

const mka::Time start{1000s};
const WallTime noon{std::chrono::sys_seconds(1'700'000'000s)};

}  // namespace

TEST_CASE("M50: a time in clear is told when it begins, while it lasts, and when it ends") {
  ClearTraffic traffic;
  ClearTime time(traffic, start, noon);
  CHECK(time.look(false, start, noon) == News::none);
  CHECK(time.look(true, start + 1s, noon + 1s) == News::started);
  CHECK(traffic.since == noon + 1s);
  CHECK(time.look(true, start + 10s, noon) == News::none);
  CHECK(time.look(true, start + 11s, noon) == News::lasts);
  CHECK(time.seconds(start + 11s) == 10);
  CHECK(time.look(true, start + 12s, noon) == News::none);
  CHECK(time.look(false, start + 16s, noon) == News::stopped);
  CHECK(time.seconds(start + 99s) == 15);
  CHECK_FALSE(traffic.since);
  CHECK(traffic.seconds == 15);
  CHECK(time.look(true, start + 100s, noon) == News::started);
  CHECK(time.total(start + 105s) == 20);
}

TEST_CASE("reminders of a time in clear are few") {
  ClearTraffic traffic;
  ClearTime time(traffic, start, noon);
  time.look(true, start, noon);
  int reminders = 0;
  for (auto at = 1s; at <= 24h; ++at)
    if (time.look(true, start + at, noon) == News::lasts) ++reminders;
  CHECK(reminders == 10 + 22);  // 10, 20, 40 .. 5120 s, and every hour from there
}

TEST_CASE("a time in clear goes on over a restart, whatever the clock says") {
  ClearTraffic traffic{.seconds = 7, .since = noon};
  const auto again = clear_traffic_from(to_json(traffic));
  CHECK(again == traffic);
  SECTION("and is no news") {
    ClearTime time(traffic, start, noon + 60s);
    CHECK(time.total(start) == 67);
    CHECK(time.look(true, start, noon + 60s) == News::lasts);
  }
  SECTION("and ends if it is over") {
    ClearTime time(traffic, start, noon + 60s);
    CHECK(time.look(false, start, noon + 60s) == News::stopped);
    CHECK(traffic.seconds == 67);
  }
  SECTION("a clock that went back counts nothing") {
    ClearTime time(traffic, start, noon - 60s);
    CHECK(time.total(start) == 7);
  }
  CHECK(clear_traffic_from({{"seconds", "many"}, {"since", 3}}) == ClearTraffic{});
}
