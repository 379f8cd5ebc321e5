// The only clock: monotonic, in the engine's type.
#pragma once

#include <chrono>

#include "mka/time.hpp"

namespace macsecd {

inline mka::Time now() {
  return mka::Time(
      std::chrono::floor<mka::Duration>(std::chrono::steady_clock::now().time_since_epoch()));
}

inline std::chrono::steady_clock::time_point on_clock(mka::Time time) {
  return std::chrono::steady_clock::time_point(time.time_since_epoch());
}

}  // namespace macsecd
