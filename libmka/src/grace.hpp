// How long a port that may pass clear text stays closed first, so that MKA can secure it (802.1X
// clause 12.4, unsecureAllowed: mkaFail; with no time at all: immediate).
#pragma once

#include <optional>

#include "mka/time.hpp"

namespace mka {

class Grace {
 public:
  void begin(Time now) {
    since_ = now;
    over_ = false;
  }
  // There is nothing to wait for, or no longer: until it begins anew.
  void end() { over_ = true; }
  void look(Time now, Duration clear_after) { over_ = over_ || now - since_ >= clear_after; }
  bool over() const { return over_; }
  std::optional<Time> ends(Duration clear_after) const {
    return over_ ? std::nullopt : std::optional(since_ + clear_after);
  }

 private:
  Time since_{};
  bool over_ = false;
};

}  // namespace mka
