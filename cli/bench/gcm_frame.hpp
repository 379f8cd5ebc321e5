// The octets of a frame as AES-GCM sees them.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
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

// Calls `protect(number)` for so long, and tells how often in a second. A call that fails ends it.
template <typename Protect>
std::optional<double> times_per_second(std::chrono::milliseconds time, Protect protect) {
  using Clock = std::chrono::steady_clock;
  constexpr std::uint64_t between_looks = 64;  // the clock costs as much as a small frame
  const auto begin = Clock::now();
  std::uint64_t done = 0;
  std::chrono::duration<double> passed{};
  do {
    for (std::uint64_t i = 0; i < between_looks; ++i)
      if (!protect(++done)) return std::nullopt;
    passed = Clock::now() - begin;
  } while (passed < time);
  return static_cast<double>(done) / passed.count();
}

}  // namespace macsecctl
