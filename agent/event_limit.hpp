// How often events that a stranger can cause are told: some at once, then one now and then.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "mka/time.hpp"

namespace macsecd {

class EventLimit {
 public:
  static constexpr unsigned burst = 5;
  static constexpr mka::Duration refill{10000};
  // Kinds of events times connections that are remembered.
  static constexpr std::size_t buckets = 1024;

  // The number of equal ones that were left out before this one; nothing: leave it out.
  std::optional<std::uint64_t> admit(const std::string& what, mka::Time now);

 private:
  struct Bucket {
    unsigned tokens = burst;
    mka::Time refilled{};
    std::uint64_t left_out = 0;
  };
  std::map<std::string, Bucket> buckets_;
};

}  // namespace macsecd
