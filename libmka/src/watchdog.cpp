#include "watchdog.hpp"

#include <algorithm>

#include "mka/limits.hpp"

namespace mka {

namespace {

// A key server that transmits with a SAK we never got has never missed us: there is nothing to hope
// for once a distribution to a new member (one Life Time, 802.1X 9.8) and two hellos are over.
// Anything else may be slow hardware.
Duration first_patience(Stall stall, Duration life) {
  return stall == Stall::sak_unknown_to_us ? life + 2 * life / 3 : 3 * life;
}

}  // namespace

Duration Watchdog::patience(Stall stall, Duration life) const {
  Duration patience = first_patience(stall, life);
  for (std::uint64_t i = 0; i < starts_ && patience < limits::longest_patience; ++i) patience *= 2;
  return std::max(first_patience(stall, life), std::min(patience, limits::longest_patience));
}

std::optional<Stall> Watchdog::look(Time now, const Facts& facts, Duration life) {
  if (facts.progress) *this = {};
  due_.reset();
  if (!facts.waits_for) {
    waiting_since_.reset();
    return std::nullopt;
  }
  if (!waiting_since_) waiting_since_ = now;
  due_ = *waiting_since_ + patience(*facts.waits_for, life);
  if (now < *due_) return std::nullopt;
  ++starts_;
  last_stall_ = facts.waits_for;
  waiting_since_ = now;
  due_ = now + patience(*facts.waits_for, life);
  return facts.waits_for;
}

}  // namespace mka
