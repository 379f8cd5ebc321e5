// Octets to be sent, up to a bound; remembers that something did not fit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "mka/types.hpp"

namespace mka::wire {

class Writer {
 public:
  explicit Writer(std::size_t limit) : limit_(limit) { octets_.reserve(limit); }

  void bytes(Bytes octets) {
    if (octets.size() > limit_ - octets_.size()) {
      overflowed_ = true;
      return;
    }
    octets_.insert(octets_.end(), octets.begin(), octets.end());
  }
  void u8(std::uint8_t value) { number(value, 1); }
  void u16(std::uint16_t value) { number(value, 2); }
  void u32(std::uint32_t value) { number(value, 4); }
  void u64(std::uint64_t value) { number(value, 8); }

  void patch(std::size_t position, std::uint8_t value) {
    if (position < octets_.size()) octets_[position] = value;
  }
  void patch_or(std::size_t position, std::uint8_t bits) {
    if (position < octets_.size())
      octets_[position] = static_cast<std::uint8_t>(octets_[position] | bits);
  }

  void overflow() { overflowed_ = true; }
  bool ok() const { return !overflowed_; }
  std::size_t size() const { return octets_.size(); }
  Bytes view() const { return octets_; }
  std::vector<std::uint8_t> take() && { return std::move(octets_); }

 private:
  void number(std::uint64_t value, std::size_t size) {
    std::array<std::uint8_t, 8> octets{};
    for (std::size_t i = 0; i < size; ++i)
      octets[i] = static_cast<std::uint8_t>(value >> (8 * (size - 1 - i)));
    bytes(Bytes(octets).first(size));
  }

  std::vector<std::uint8_t> octets_;
  std::size_t limit_;
  bool overflowed_ = false;
};

}  // namespace mka::wire
