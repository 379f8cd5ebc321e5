#include "wall_clock.hpp"

#include "catch.hpp"

using namespace macsecd;

namespace {

const WallTime present{std::chrono::seconds(1000000000)};  // 2001-09-09T01:46:40Z

std::string read(std::string_view text) {
  const auto time = wall_time_from(text, present);
  return time ? to_string(*time) : "";
}

}  // namespace

TEST_CASE("[M37] a time is written with Z, with an offset, or from now") {
  CHECK(read("2026-01-31T12:00:00Z") == "2026-01-31T12:00:00Z");
  CHECK(read("2026-01-31T12:00:00+01:30") == "2026-01-31T10:30:00Z");
  CHECK(read("2026-01-31T12:00:00-01:00") == "2026-01-31T13:00:00Z");
  CHECK(read("2024-02-29T23:59:59Z") == "2024-02-29T23:59:59Z");
  CHECK(read("+0") == "2001-09-09T01:46:40Z");
  CHECK(read("+80") == "2001-09-09T01:48:00Z");
}

TEST_CASE("[M37] what is no time is not read as one") {
  for (const char* text : {"",
                           "+",
                           "-5",
                           "+-5",
                           "5",
                           "now",
                           "2026-01-31",
                           "2026-01-31T12:00:00",
                           "2026-02-29T12:00:00Z",
                           "2026-13-01T12:00:00Z",
                           "2026-01-31T24:00:00Z",
                           "2026-01-31T12:60:00Z",
                           "2026-01-31T12:00:60Z",
                           "2026-01-31 12:00:00Z",
                           "2026-01-31T12:00:00+1:00",
                           "2026-01-31T12:00:00+99:00",
                           "2026-01-31T12:00:00ZZ",
                           "2026-1-31T12:00:00Z+",
                           "+99999999999999999999",
                           "+9999999999"})
    CHECK(read(text) == "");
}
