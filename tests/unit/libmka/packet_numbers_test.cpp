#include "packet_numbers.hpp"

#include "catch.hpp"
#include "sent_mkpdus.hpp"

using namespace mka;
using namespace std::chrono_literals;

namespace {
const Time start{100s};
}

TEST_CASE("the reported LPN is what was next two seconds ago", "[packet numbers][802.1X 9.10]") {
  PacketNumbers numbers;
  CHECK(numbers.lowest(start) == 1);
  numbers.observe(start, 100);
  numbers.observe(start + 1s, 200);
  numbers.observe(start + 2s, 300);
  CHECK(numbers.lowest(start + 1999ms) == 1);
  CHECK(numbers.lowest(start + 2s) == 100);
  CHECK(numbers.lowest(start + 3s) == 200);
  CHECK(numbers.next() == 300);
}

TEST_CASE("bursts of observations do not push the history out", "[packet numbers]") {
  PacketNumbers numbers;
  for (int ms = 0; ms <= 2000; ++ms)
    numbers.observe(start + Duration(ms), static_cast<Pn>(1000 + ms));
  CHECK(numbers.lowest(start + 2s) >= 1000);
  CHECK(numbers.next() == 3000);
}

TEST_CASE("an LPN never has a low half of zero", "[packet numbers]") {
  CHECK(reportable_lowest_pn(0) == 1);
  CHECK(reportable_lowest_pn(1) == 1);
  CHECK(reportable_lowest_pn(0x100000000) == 0xFFFFFFFF);
  CHECK(reportable_lowest_pn(0x100000001) == 0x100000001);
}

TEST_CASE("the high half of a peer's LPN comes from its XPN set or from what we received",
          "[packet numbers]") {
  CHECK(full_lowest_pn(5, std::nullopt, 0x200000010, false) == 5);
  CHECK(full_lowest_pn(5, 3u, 0x200000010, true) == 0x300000005);
  CHECK(full_lowest_pn(0x05, std::nullopt, 0x200000010, true) == 0x200000005);
  CHECK(full_lowest_pn(0xFFFFFFF0, std::nullopt, 0x200000010, true) == 0x1FFFFFFF0);
  CHECK(full_lowest_pn(0x10, std::nullopt, 0x1FFFFFFF0, true) == 0x200000010);
}

TEST_CASE("an MN proves liveness while it is recent", "[sent mkpdus]") {
  SentMkpdus sent;
  CHECK_FALSE(sent.recent(0, start, 6s));
  for (Mn mn = 1; mn <= 4; ++mn) sent.record(mn, start + std::chrono::seconds(2 * (mn - 1)));
  CHECK(sent.recent(1, start + 6s, 6s));
  CHECK_FALSE(sent.recent(1, start + 6001ms, 6s));
  CHECK_FALSE(sent.recent(5, start + 6s, 6s));
  CHECK_FALSE(sent.recent(4000, start + 6s, 6s));
  for (Mn mn = 5; mn <= 70; ++mn) sent.record(mn, start + 6s);
  CHECK_FALSE(sent.recent(1, start + 6s, 6s));
  CHECK(sent.recent(70, start + 6s, 6s));
}
