// Ends a run when something happened that never may, and tells what led to it.
#pragma once

#include <cstdint>
#include <deque>
#include <stdexcept>
#include <string>

#include "mka/time.hpp"
#include "mka/types.hpp"

namespace sim {

struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Judge {
 public:
  explicit Judge(std::uint64_t seed) : seed_(seed) {}

  // Remembers what happened: the last lines are told on failure, all of them make the digest.
  void note(mka::Time now, const std::string& who, const std::string& what);
  [[noreturn]] void fail(mka::Time now, const std::string& who, const std::string& what) const;

  std::uint64_t seed() const { return seed_; }
  // Of all that happened so far: equal for equal runs.
  std::uint64_t digest() const { return digest_; }
  // With a seed that fails: every line, as it happens.
  void speak() { speaking_ = true; }
  std::string story() const;

 private:
  static constexpr std::size_t told = 60;
  std::uint64_t seed_;
  std::uint64_t digest_ = 0xcbf29ce484222325u;
  std::deque<std::string> lines_;
  bool speaking_ = false;
};

}  // namespace sim
