// The engine's notion of time: a type that cannot be asked what time it is.
// Callers pass Time in; where it comes from (a monotonic clock, a simulation, a capture) is theirs.
#pragma once

#include <chrono>

namespace mka {

struct EngineClock {
  using duration = std::chrono::milliseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<EngineClock>;
  static constexpr bool is_steady = true;
};

using Time = EngineClock::time_point;
using Duration = EngineClock::duration;

}  // namespace mka
