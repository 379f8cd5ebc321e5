// The octets of a frame as AES-GCM sees them.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <vector>

#include "bench/gcm_speed.hpp"

namespace macsecctl {

inline constexpr std::size_t address_octets = 12;  // destination and source
inline constexpr std::size_t fcs_octets = 4;
inline constexpr std::size_t iv_octets = 12;
inline constexpr std::size_t authenticated_octets = address_octets + sectag_octets;

inline std::size_t encrypted_octets(const GcmFrame& frame) {
  return frame.octets - address_octets - fcs_octets;
}
inline std::size_t key_octets(const GcmFrame& frame) {
  return frame.key == KeySize::bits128 ? 16 : 32;
}

// A packet number in the last octets, as in MACsec: never the same one twice.
inline void set_iv(std::array<std::uint8_t, iv_octets>& iv, std::uint64_t number) {
  for (std::size_t i = 0; i < 8; ++i)
    iv[iv.size() - 1 - i] = static_cast<std::uint8_t>(number >> (8 * i));
}

// Of this thread: what others take of the core does not count.
inline double processor_seconds() {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

// Calls `protect(number)` for so long, and tells how often in a second of one core. A call that
// fails ends it.
template <typename Protect>
std::optional<double> times_per_second(std::chrono::milliseconds time, Protect protect) {
  using Clock = std::chrono::steady_clock;
  constexpr std::uint64_t between_looks = 64;  // a clock costs as much as a small frame
  const auto end = Clock::now() + time;
  const double begin = processor_seconds();
  std::uint64_t done = 0;
  do {
    for (std::uint64_t i = 0; i < between_looks; ++i)
      if (!protect(++done)) return std::nullopt;
  } while (Clock::now() < end || processor_seconds() <= begin);
  return static_cast<double>(done) / (processor_seconds() - begin);
}

}  // namespace macsecctl
