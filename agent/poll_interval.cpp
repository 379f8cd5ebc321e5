#include "poll_interval.hpp"

#include <algorithm>

namespace macsecd {
namespace {

constexpr std::uint64_t packet_numbers = 1ull << 32;
constexpr std::uint64_t three_quarters = packet_numbers / 4 * 3;
constexpr std::uint64_t fastest_port = 800'000;
// 64 octets, preamble and gap; a MACsec frame is longer, which errs to the safe side.
constexpr std::uint64_t bits_of_shortest_frame = (64 + 20) * 8;

}  // namespace

mka::Duration poll_interval(mka::CipherSuite suite, mka::Pn threshold,
                            std::optional<std::uint32_t> megabits_per_second) {
  if (mka::is_xpn(suite)) return slowest_poll;
  const std::uint64_t from = std::min(threshold == 0 ? three_quarters : threshold, packet_numbers);
  const std::uint64_t speed =
      std::max<std::uint64_t>(1, megabits_per_second.value_or(fastest_port));
  const std::uint64_t frames_per_ms =
      std::max<std::uint64_t>(1, speed * 1000 / bits_of_shortest_frame);
  const mka::Duration half(static_cast<std::int64_t>((packet_numbers - from) / 2 / frames_per_ms));
  return std::clamp(half, fastest_poll, slowest_poll);
}

}  // namespace macsecd
