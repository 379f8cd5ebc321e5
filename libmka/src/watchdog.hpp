// Notices that a session does not get on, and has it start over under a new MI: to a peer that is
// stuck in what it believes of us we are a new member. What cannot work at all is tried less and
// less often.
#pragma once

#include <cstdint>
#include <optional>

#include "mka/output.hpp"
#include "mka/time.hpp"

namespace mka {

class Watchdog {
 public:
  struct Facts {
    bool progress = false;             // it works: all is forgiven
    std::optional<Stall> waits_for{};  // nothing, while it may still get on by itself
  };
  // What was waited for in vain, if it is time to start over because of it.
  std::optional<Stall> look(Time now, const Facts& facts, Duration life);
  std::optional<Time> due() const { return due_; }

  // ---- since the last progress ----
  std::uint64_t starts() const { return starts_; }
  const std::optional<Stall>& last_stall() const { return last_stall_; }

 private:
  Duration patience(Stall stall, Duration life) const;

  std::optional<Time> waiting_since_;
  std::optional<Time> due_;
  std::uint64_t starts_ = 0;
  std::optional<Stall> last_stall_;
};

}  // namespace mka
