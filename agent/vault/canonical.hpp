// Octets that say the same thing in one way only: each part with its length before it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace macsecd {

class Canonical {
 public:
  // What kind of thing it is, so that no two kinds are ever mistaken for each other.
  explicit Canonical(std::string_view kind) { text(kind); }

  Canonical& number(std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8)
      octets_.push_back(static_cast<std::uint8_t>(value >> shift));
    return *this;
  }
  Canonical& text(std::string_view value) {
    number(value.size());
    octets_.insert(octets_.end(), value.begin(), value.end());
    return *this;
  }
  std::span<const std::uint8_t> view() const { return octets_; }

 private:
  std::vector<std::uint8_t> octets_;
};

}  // namespace macsecd
