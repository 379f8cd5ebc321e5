#include "dice.hpp"

#include <algorithm>

namespace sim {

std::uint64_t Dice::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

bool SeededRandom::fill(std::span<std::uint8_t> out) {
  if (failing_) return false;
  if (out.size() == mka::Mi{}.octets.size() && !scripted_.empty()) {
    std::copy_n(scripted_.front().octets.begin(), out.size(), out.begin());
    scripted_.pop_front();
    return true;
  }
  for (std::uint8_t& octet : out) octet = static_cast<std::uint8_t>(dice_.next());
  return true;
}

}  // namespace sim
