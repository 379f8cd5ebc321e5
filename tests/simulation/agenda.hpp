// Virtual time: what happens next. Things due at the same time happen in the order they were put
// in.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

#include "mka/time.hpp"

namespace sim {

class Agenda {
 public:
  using Deed = std::function<void()>;

  mka::Time now() const { return now_; }
  void at(mka::Time when, Deed deed);
  void after(mka::Duration delay, Deed deed) { at(now_ + delay, std::move(deed)); }
  // Does the next thing due by `until`. If there is none, time goes on to `until`: false.
  bool step(mka::Time until);

 private:
  struct Entry {
    mka::Time when;
    std::uint64_t order;
    Deed deed;
    bool operator<(const Entry& other) const {
      return when != other.when ? when > other.when : order > other.order;
    }
  };
  mka::Time now_{};
  std::uint64_t orders_ = 0;
  std::vector<Entry> heap_;
};

}  // namespace sim
