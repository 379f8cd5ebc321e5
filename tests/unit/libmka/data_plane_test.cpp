#include "data_plane.hpp"

#include <array>

#include "catch.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

const Sci peer{{{2, 0, 0, 0, 0, 2}}, 1};
const Sci third{{{2, 0, 0, 0, 0, 3}}, 1};
const Ki ki{{{9}}, 1};

struct Bench {
  DataPlaneWatch watch;
  DataPlaneWatch::Path path{.peer = peer, .ki = ki, .overdue = true, .accepted = 10};
  Time now{100s};
  // So often a mismatch was told in that time, with so many refused and accepted a second.
  int told(int seconds, std::uint64_t refused, std::uint64_t accepted = 0) {
    int times = 0;
    for (; seconds > 0; --seconds, now += 1s) {
      path.refused += refused;
      path.accepted += accepted;
      times += watch.look(now, std::array{path}) ? 1 : 0;
    }
    return times;
  }
};

}  // namespace

TEST_CASE("frames of a peer that are refused are told, less and less often", "[data plane]") {
  Bench b;
  CHECK(b.told(5, 10) == 0);
  CHECK(b.told(2, 10) == 1);
  CHECK(b.told(8, 10) == 0);
  CHECK(b.told(2, 10) == 1);
  CHECK(b.watch.told() == 2);
  CHECK(b.told(3600, 10) <= 15);
}

TEST_CASE("nothing is wrong where frames are accepted, or none are due, or none arrive",
          "[data plane]") {
  Bench b;
  CHECK(b.told(60, 1000, 1) == 0);
  CHECK(b.told(60, 0) == 0);
  b.path.overdue = false;
  CHECK(b.told(60, 1000) == 0);
}

TEST_CASE("frames that are accepted forgive", "[data plane]") {
  Bench b;
  CHECK(b.told(8, 10) == 1);
  CHECK(b.told(1, 0, 1) == 0);
  CHECK(b.watch.told() == 0);
}

TEST_CASE("a fresh SAK, or counters that begin anew, get their own time", "[data plane]") {
  Bench b;
  b.path.accepted = 7;
  CHECK(b.told(5, 10) == 0);
  SECTION("a fresh SAK") { b.path.ki.number = 2; }
  SECTION("another channel") { b.path.refused = 0; }
  SECTION("another SA") { b.path.accepted = 0; }
  SECTION("another peer") { b.path.peer = third; }
  CHECK(b.told(5, 10) == 0);
  CHECK(b.told(3, 10) == 1);
}
