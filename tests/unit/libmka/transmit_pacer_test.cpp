#include "transmit_pacer.hpp"

#include <vector>

#include "catch.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {

const Time start{100s};
constexpr Duration hello = 2s;

// When MKPDUs leave if each is sent as soon as it is due.
std::vector<Duration> departures(TransmitPacer& pacer, int count, bool live) {
  std::vector<Duration> at;
  for (int i = 0; i < count; ++i) {
    at.push_back(pacer.next() - start);
    pacer.sent(pacer.next(), live, hello, 0);
  }
  return at;
}

}  // namespace

TEST_CASE("after link up hellos ramp from at once to the hello time", "[pacer]") {
  TransmitPacer pacer;
  pacer.start(start);
  CHECK(departures(pacer, 7, false) ==
        std::vector<Duration>{0ms, 100ms, 300ms, 800ms, 1800ms, 3800ms, 5800ms});
}

TEST_CASE("with a live peer hellos come every hello time, up to 10 % early", "[pacer]") {
  TransmitPacer pacer;
  pacer.start(start);
  pacer.sent(start, true, hello, 0);
  CHECK(pacer.next() == start + 2s);
  pacer.sent(start, true, hello, 255);
  CHECK(pacer.next() == start + 1800ms);
}

TEST_CASE("triggers are sent at once up to a burst, then one per refill", "[pacer]") {
  TransmitPacer pacer;
  pacer.start(start);
  pacer.sent(start, true, hello, 0);
  Time now = start + 1ms;
  for (unsigned i = 0; i < limits::triggered_burst; ++i) {
    pacer.trigger();
    REQUIRE(pacer.due(now));
    pacer.sent(now, true, hello, 0);
  }
  pacer.trigger();
  CHECK_FALSE(pacer.due(now));
  const Time first = pacer.next();
  CHECK(first > now);
  CHECK(first <= now + limits::triggered_refill);
  pacer.sent(first, true, hello, 0);
  pacer.trigger();
  CHECK(pacer.next() == first + limits::triggered_refill);
}

TEST_CASE("two engines that answer each other stay within the rate", "[pacer]") {
  TransmitPacer pacer;
  pacer.start(start);
  pacer.sent(start, true, hello, 0);
  unsigned sent = 0;
  for (Time now = start; now < start + 10s; now += 1ms) {
    pacer.trigger();
    if (!pacer.due(now)) continue;
    pacer.sent(now, true, hello, 0);
    ++sent;
  }
  CHECK(sent <= limits::triggered_burst + 10s / limits::triggered_refill + 1);
  CHECK(sent >= 10s / limits::triggered_refill);
}

TEST_CASE("several triggers of one moment are one MKPDU", "[pacer]") {
  TransmitPacer pacer;
  pacer.start(start);
  pacer.sent(start, true, hello, 0);
  pacer.trigger();
  pacer.trigger();
  pacer.sent(start + 1ms, true, hello, 0);
  CHECK_FALSE(pacer.due(start + 2ms));
}
