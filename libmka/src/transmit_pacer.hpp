// When the next MKPDU of a participant is due: hellos, a ramp after link up, and triggered ones at
// a limited rate (802.1X 9.4.1, 9.4.2).
#pragma once

#include <cstdint>

#include "mka/limits.hpp"
#include "mka/time.hpp"

namespace mka {

class TransmitPacer {
 public:
  // Link up or a new life: the first MKPDU is due at once and the ramp begins.
  void start(Time now);
  // A peer waits for something that changed. Coalesced until sent; delayed by the limit, never
  // lost.
  void trigger() { triggered_ = true; }
  // An MKPDU left. `jitter` (0..255) shortens the next hello by up to 10 %.
  void sent(Time now, bool any_live_peer, Duration hello, std::uint8_t jitter);

  bool due(Time now) const { return now >= next(); }
  Time next() const;

 private:
  unsigned tokens(Time now) const;

  Time periodic_at_{};
  bool triggered_ = false;
  std::size_t ramp_step_ = 0;
  unsigned tokens_ = limits::triggered_burst;
  Time tokens_at_{};  // when tokens_ was true; the next one comes triggered_refill later
};

}  // namespace mka
