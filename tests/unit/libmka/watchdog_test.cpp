#include "watchdog.hpp"

#include "catch.hpp"
#include "mka/limits.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

const Time start{100s};
constexpr Duration life = 6s;
constexpr Watchdog::Facts works{.progress = true};
constexpr Watchdog::Facts under_way{};
constexpr Watchdog::Facts no_sak{.waits_for = Stall::no_sak_from_key_server};
constexpr Watchdog::Facts unknown_sak{.waits_for = Stall::sak_unknown_to_us};

// When it has started over, watched every second.
std::vector<int> starts(Watchdog& dog, Watchdog::Facts facts, Duration life_time, int seconds) {
  std::vector<int> at;
  for (int s = 0; s <= seconds; ++s)
    if (dog.look(start + std::chrono::seconds(s), facts, life_time)) at.push_back(s);
  return at;
}

}  // namespace

TEST_CASE("patience is three life times, then twice as long, and ends at its limit", "[watchdog]") {
  Watchdog dog;
  CHECK(starts(dog, no_sak, life, 1200) == std::vector{18, 54, 126, 270, 558, 858, 1158});
  CHECK(dog.starts() == 7);
  CHECK(dog.last_stall() == Stall::no_sak_from_key_server);
}

TEST_CASE("with a SAK that we never got there is less to hope for", "[watchdog]") {
  Watchdog dog;
  CHECK(starts(dog, unknown_sak, life, 80) == std::vector{10, 30, 70});
}

TEST_CASE("slow hellos make patience longer, whatever its limit", "[watchdog]") {
  Watchdog dog;
  CHECK(starts(dog, no_sak, 150s, 1000) == std::vector{450, 900});
}

TEST_CASE("only progress is forgiveness; a pause is none", "[watchdog]") {
  Watchdog dog;
  CHECK(dog.due() == std::nullopt);
  CHECK_FALSE(dog.look(start, no_sak, life));
  CHECK(dog.due() == start + 18s);
  CHECK(dog.look(start + 18s, no_sak, life) == Stall::no_sak_from_key_server);
  CHECK(dog.due() == start + 54s);
  CHECK_FALSE(dog.look(start + 19s, under_way, life));
  CHECK(dog.due() == std::nullopt);
  CHECK(dog.starts() == 1);
  CHECK_FALSE(dog.look(start + 20s, no_sak, life));
  CHECK(dog.due() == start + 56s);
  CHECK_FALSE(dog.look(start + 21s, works, life));
  CHECK(dog.starts() == 0);
  CHECK_FALSE(dog.last_stall());
  CHECK_FALSE(dog.look(start + 22s, no_sak, life));
  CHECK(dog.due() == start + 40s);
}

TEST_CASE("what is waited for may change while nothing gets on", "[watchdog]") {
  Watchdog dog;
  CHECK_FALSE(dog.look(start, no_sak, life));
  CHECK_FALSE(dog.look(start + 9s, unknown_sak, life));
  CHECK(dog.look(start + 10s, unknown_sak, life) == Stall::sak_unknown_to_us);
}
