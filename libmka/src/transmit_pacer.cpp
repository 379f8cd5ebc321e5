#include "transmit_pacer.hpp"

#include <algorithm>
#include <array>

namespace mka {

namespace {

using namespace std::chrono_literals;

// Intervals while nobody answers yet: a peer that comes up just after us is met within a second.
constexpr std::array<Duration, 4> ramp{100ms, 200ms, 500ms, 1000ms};

}  // namespace

void TransmitPacer::start(Time now) {
  periodic_at_ = now;
  ramp_step_ = 0;
  triggered_ = false;
}

unsigned TransmitPacer::tokens(Time now) const {
  const auto refilled = static_cast<std::uint64_t>((now - tokens_at_) / limits::triggered_refill);
  return static_cast<unsigned>(
      std::min<std::uint64_t>(limits::triggered_burst, tokens_ + refilled));
}

Time TransmitPacer::next() const {
  if (!triggered_) return periodic_at_;
  const Time allowed = tokens_ > 0 ? tokens_at_ : tokens_at_ + limits::triggered_refill;
  return std::min(periodic_at_, allowed);
}

void TransmitPacer::sent(Time now, bool any_live_peer, Duration hello, std::uint8_t jitter) {
  if (triggered_ && now < periodic_at_) {
    const unsigned available = tokens(now);
    // Keep the fraction of a refill that has passed, unless the bucket was full.
    tokens_at_ = available == limits::triggered_burst
                     ? now
                     : tokens_at_ + (available - tokens_) * limits::triggered_refill;
    tokens_ = available > 0 ? available - 1 : 0;
  }
  triggered_ = false;
  const bool ramping = !any_live_peer && ramp_step_ < ramp.size();
  const Duration interval = ramping ? ramp[ramp_step_++] : hello - hello * jitter / 2550;
  periodic_at_ = now + interval;
}

}  // namespace mka
