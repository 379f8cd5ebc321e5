// Where unpredictable octets come from. The agent passes the operating system's generator, tests a
// seeded one.
#pragma once

#include <cstdint>
#include <span>

namespace mka {

class Random {
 public:
  virtual ~Random() = default;
  // Fills all of `out`; false if the source failed. What depends on a failed fill is not done.
  [[nodiscard]] virtual bool fill(std::span<std::uint8_t> out) = 0;
};

}  // namespace mka
