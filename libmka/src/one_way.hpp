// A station that is heard but does not list us: it does not hear us, or has only just started. As a
// potential peer it expires and comes back; how long it has been so is remembered here.
#pragma once

#include <optional>

#include "mka/time.hpp"
#include "mka/types.hpp"

namespace mka {

class OneWay {
 public:
  // `memory`: for how long one MKPDU counts.
  void does_not_list_us(const Sci& sci, Time now, Duration memory) {
    if (!since(now)) since_ = now;
    sci_ = sci;
    until_ = now + memory;
  }
  void lists_us(const Sci& sci) {
    if (sci == sci_) clear();
  }
  void clear() { since_.reset(); }

  std::optional<Time> since(Time now) const { return now < until_ ? since_ : std::nullopt; }
  const Sci& sci() const { return sci_; }  // the last one

 private:
  std::optional<Time> since_;
  Time until_{};
  Sci sci_;
};

}  // namespace mka
