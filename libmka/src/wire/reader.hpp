// A cursor over received octets that remembers that it ran short: read as if all were well, ask
// once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "mka/types.hpp"

namespace mka::wire {

class Reader {
 public:
  explicit Reader(Bytes octets) : left_(octets) {}

  // Nothing but zeros and empty spans come out once the octets have run short.
  Bytes bytes(std::size_t count) {
    if (count > left_.size()) {
      ran_short_ = true;
      left_ = {};
      return {};
    }
    const Bytes taken = left_.first(count);
    left_ = left_.subspan(count);
    return taken;
  }

  template <std::size_t N>
  std::array<std::uint8_t, N> array() {
    std::array<std::uint8_t, N> octets{};
    std::ranges::copy(bytes(N), octets.begin());
    return octets;
  }

  std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::uint64_t u64() { return number(8); }
  Sci sci() { return Sci::from_wire(array<8>()); }
  Mi mi() { return Mi{array<12>()}; }

  std::size_t remaining() const { return left_.size(); }
  bool ok() const { return !ran_short_; }
  // All was there, and nothing is left.
  bool complete() const { return ok() && left_.empty(); }

 private:
  std::uint64_t number(std::size_t octets) {
    std::uint64_t value = 0;
    for (const std::uint8_t octet : bytes(octets)) value = value << 8 | octet;
    return value;
  }

  Bytes left_;
  bool ran_short_ = false;
};

}  // namespace mka::wire
