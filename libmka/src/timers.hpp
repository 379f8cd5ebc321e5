// The durations of MKA (802.1X table 9-3).
#pragma once

#include <algorithm>
#include <chrono>

#include "mka/config.hpp"
#include "mka/limits.hpp"
#include "mka/time.hpp"

namespace mka::timers {

using namespace std::chrono_literals;

inline constexpr Duration hello = 2s;
inline constexpr Duration bounded_hello = 500ms;
inline constexpr Duration life = 6s;
inline constexpr Duration sak_retire = 3s;
// How long CP waits for peers, and for the SecY, before it goes on or starts over (transmitDelay).
inline constexpr Duration transmit_delay = 6s;
// A frame may be overtaken by what tells of it: so long it may be under way.
inline constexpr Duration under_way = 1s;
// A peer may discard frames sent longer ago than this under delay protection (802.1X 9.15).
inline constexpr Duration lowest_pn_age = 2s;

constexpr Duration hello_of(const PortPolicy& policy) {
  return policy.delay_protect ? bounded_hello : std::max(policy.hello_time, limits::shortest_hello);
}
// Peers with slower hellos are given as many chances to be heard.
constexpr Duration life_of(const PortPolicy& policy) {
  return policy.hello_time > hello ? 3 * policy.hello_time : life;
}

}  // namespace mka::timers
