#include "foreign_ckns.hpp"

#include "catch.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

const Time start{100s};
const Sci sci{{{2, 0, 0, 0, 0, 1}}, 1};

Ckn ckn(std::uint8_t octet) { return *Ckn::from(std::array{octet}); }

}  // namespace

TEST_CASE("foreign names are told newest first, each once", "[foreign ckns]") {
  ForeignCkns foreign;
  foreign.heard(start, ckn(1), sci);
  foreign.heard(start + 1s, ckn(2), sci);
  foreign.heard(start + 2s, ckn(1), sci);
  const auto told = foreign.remembered(start + 3s);
  REQUIRE(told.size() == 2);
  CHECK(told[0].ckn == ckn(1));
  CHECK(told[0].heard_ago == 1s);
  CHECK(told[1].ckn == ckn(2));
}

TEST_CASE("foreign names are forgotten", "[foreign ckns]") {
  ForeignCkns foreign;
  foreign.heard(start, ckn(1), sci);
  CHECK(foreign.remembered(start + limits::foreign_ckn_memory).size() == 1);
  CHECK(foreign.remembered(start + limits::foreign_ckn_memory + 1ms).empty());
}

TEST_CASE("made-up names replace the oldest and take no more room", "[foreign ckns]") {
  ForeignCkns foreign;
  for (std::uint8_t i = 1; i <= 200; ++i)
    foreign.heard(start + std::chrono::milliseconds(i), ckn(i), sci);
  const auto told = foreign.remembered(start + 1s);
  REQUIRE(told.size() == limits::foreign_ckns);
  CHECK(told.front().ckn == ckn(200));
  CHECK(told.back().ckn == ckn(200 - limits::foreign_ckns + 1));
}
