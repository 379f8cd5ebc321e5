#include "watch/rates.hpp"

#include "catch.hpp"

TEST_CASE("rates are of the time between two looks, and none where counters went back") {
  using namespace std::chrono_literals;
  const auto look = [](std::int64_t frames, std::int64_t octets) {
    return macsec::Json::array(
        {{{"connectionName", "a"},
          {"counters", {{"sc-encrypted", frames}, {"sc-encrypted-octets", octets}}}}});
  };
  macsecctl::Rates rates;
  const macsecctl::Rates::Instant begin{};
  rates.observe(begin, look(100, 1000));
  CHECK_FALSE(rates.of("a"));
  rates.observe(begin + 2s, look(300, 5000));
  REQUIRE(rates.of("a"));
  CHECK(rates.of("a")->out.frames == 100);
  CHECK(rates.of("a")->out.octets == 2000);
  rates.observe(begin + 2050ms, look(310, 5100));  // too soon to say anything
  CHECK(rates.of("a")->out.frames == 100);
  rates.observe(begin + 3s, look(5, 50));
  CHECK_FALSE(rates.of("a"));
}
