// Every random decision of a simulated world, from one seed.
#pragma once

#include <cstdint>
#include <deque>
#include <span>

#include "mka/random.hpp"
#include "mka/types.hpp"

namespace sim {

// splitmix64: small, and the same on every compiler, which the standard's distributions are not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  // 0 .. n-1
  std::uint64_t below(std::uint64_t n) { return n == 0 ? 0 : next() % n; }
  // lowest .. highest
  std::uint64_t between(std::uint64_t lowest, std::uint64_t highest) {
    return lowest + below(highest - lowest + 1);
  }
  bool percent(unsigned p) { return below(100) < p; }
  // A generator of its own, so that its use does not shift the draws of others.
  Dice fork() { return Dice(next()); }

 private:
  std::uint64_t state_;
};

// The random octets of one engine. A scripted MI is handed out for the next fill of 12 octets.
class SeededRandom : public mka::Random {
 public:
  explicit SeededRandom(Dice dice) : dice_(dice) {}
  void next_mi(const mka::Mi& mi) { scripted_.push_back(mi); }
  void fail(bool failing) { failing_ = failing; }
  [[nodiscard]] bool fill(std::span<std::uint8_t> out) override;

 private:
  Dice dice_;
  std::deque<mka::Mi> scripted_;
  bool failing_ = false;
};

}  // namespace sim
