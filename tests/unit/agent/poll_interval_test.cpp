#include "poll_interval.hpp"

#include "catch.hpp"

using namespace macsecd;
using mka::CipherSuite;

TEST_CASE("64-bit packet numbers need no hurry") {
  CHECK(poll_interval(CipherSuite::gcm_aes_xpn_256, 0, 400'000) == slowest_poll);
}

TEST_CASE("exhaustion cannot be missed between two polls at line rate") {
  for (const auto speed : {10u, 1'000u, 10'000u, 100'000u, 400'000u, 800'000u})
    for (const std::uint64_t threshold : {0ull, 0x80000000ull, 0xC0000000ull, 0xF0000000ull}) {
      const auto interval = poll_interval(CipherSuite::gcm_aes_128, threshold, speed);
      const double from = threshold == 0 ? 0xC0000000 : static_cast<double>(threshold);
      const double per_ms = speed * 1000.0 / 672;
      const double used = per_ms * static_cast<double>(interval.count());
      CHECK(interval <= slowest_poll);
      CHECK(interval >= fastest_poll);
      // Two polls may pass until the threshold is seen: the numbers must last that long.
      if (interval > fastest_poll) CHECK(2 * used <= 4294967296.0 - from + 2 * per_ms);
    }
}

TEST_CASE("the fastest poll still finds the highest threshold in time at 800 Gb/s") {
  const double in_two_polls = 800'000 * 1000.0 / 672 * 200;
  CHECK(in_two_polls < 4294967296.0 - 0xF0000000);
  CHECK(poll_interval(CipherSuite::gcm_aes_256, 0xF0000000, 800'000) < slowest_poll);
}

TEST_CASE("an unknown speed counts as the fastest") {
  CHECK(poll_interval(CipherSuite::gcm_aes_128, 0xF0000000, std::nullopt) ==
        poll_interval(CipherSuite::gcm_aes_128, 0xF0000000, 800'000));
}
