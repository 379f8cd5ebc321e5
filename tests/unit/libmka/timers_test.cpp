#include "timers.hpp"

#include "catch.hpp"

using namespace mka;
using namespace std::chrono_literals;

TEST_CASE("hello time as configured, within bounds; delay protection has its own", "[timers]") {
  CHECK(timers::hello_of({}) == 2s);
  CHECK(timers::hello_of({.hello_time = 10s}) == 10s);
  CHECK(timers::hello_of({.hello_time = 0s}) == limits::shortest_hello);
  CHECK(timers::hello_of({.delay_protect = true, .hello_time = 10s}) == 500ms);
}

TEST_CASE("peers live three hellos if these are slow, and never less than 6 s", "[timers]") {
  CHECK(timers::life_of({}) == 6s);
  CHECK(timers::life_of({.hello_time = 500ms}) == 6s);
  CHECK(timers::life_of({.hello_time = 10s}) == 30s);
}
