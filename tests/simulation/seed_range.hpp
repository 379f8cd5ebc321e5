// Which seeds a test runs. MKA_SEED=n repeats one, MKA_SEEDS=k runs k of them.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "catch.hpp"
#include "judge.hpp"

namespace sim {

inline std::uint64_t number(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

// MKA_SEED with MKA_SEEDS: so many from there on.
inline void run_seeds(std::uint64_t usually, const std::function<void(std::uint64_t)>& live) {
  const std::uint64_t first = number("MKA_SEED", 1);
  const std::uint64_t count = number("MKA_SEEDS", std::getenv("MKA_SEED") ? 1 : usually);
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    try {
      live(seed);
    } catch (const Violation& violation) {
      FAIL_CHECK(violation.what());
    }
  }
  std::printf("seeds %llu to %llu ran\n", static_cast<unsigned long long>(first),
              static_cast<unsigned long long>(first + count - 1));
  CHECK(count > 0);
}

}  // namespace sim
