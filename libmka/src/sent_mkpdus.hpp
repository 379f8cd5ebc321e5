// When our recent MKPDUs left, by message number: the proof of a peer's liveness (802.1X 9.4.3).
#pragma once

#include <array>
#include <optional>

#include "mka/limits.hpp"
#include "mka/time.hpp"
#include "mka/types.hpp"

namespace mka {

class SentMkpdus {
 public:
  void record(Mn mn, Time now) { entries_[mn % entries_.size()] = {mn, now}; }
  void clear() { entries_ = {}; }

  // True if we sent `mn` at most `age` ago: a peer that lists it has heard us that recently.
  bool recent(Mn mn, Time now, Duration age) const {
    const Entry& entry = entries_[mn % entries_.size()];
    return mn != 0 && entry.mn == mn && now - entry.at <= age;
  }

 private:
  struct Entry {
    Mn mn = 0;
    Time at{};
  };
  std::array<Entry, limits::sent_mkpdus> entries_{};
};

}  // namespace mka
