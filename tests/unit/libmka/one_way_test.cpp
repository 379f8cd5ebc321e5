#include "one_way.hpp"

#include "catch.hpp"

using namespace mka;
using namespace std::chrono_literals;

TEST_CASE("how long somebody does not list us outlives each single MKPDU", "[one way]") {
  const Time start{100s};
  const Sci peer{{{1}}, 1};
  const Sci other{{{2}}, 1};
  OneWay one_way;
  CHECK_FALSE(one_way.since(start));
  for (int i = 0; i < 20; ++i) one_way.does_not_list_us(peer, start + i * 2s, 6s);
  CHECK(one_way.since(start + 40s) == start);
  CHECK(one_way.sci() == peer);

  SECTION("silence ends it") {
    CHECK_FALSE(one_way.since(start + 44s));
    one_way.does_not_list_us(peer, start + 50s, 6s);
    CHECK(one_way.since(start + 51s) == start + 50s);
  }
  SECTION("being listed ends it, if by that station") {
    one_way.lists_us(other);
    CHECK(one_way.since(start + 40s) == start);
    one_way.lists_us(peer);
    CHECK_FALSE(one_way.since(start + 40s));
  }
}
