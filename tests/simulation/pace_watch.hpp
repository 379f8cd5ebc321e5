// One engine's manners: queues that end, deadlines that pass, MKPDUs that are few.
#pragma once

#include <deque>
#include <map>
#include <optional>

#include "mka/limits.hpp"
#include "mka/time.hpp"
#include "nonce_watch.hpp"

namespace sim {

class PaceWatch {
 public:
  // A burst of 5, one more per 200 ms, and hellos every 0.5 s at the fastest make 12 in a second.
  static constexpr std::size_t mkpdus_per_second = 20;
  // Deadlines met one after another without time going on.
  static constexpr unsigned ticks_at_one_time = 4;

  Complaint drained(std::size_t outputs) const;
  Complaint ticked(mka::Time now, std::optional<mka::Time> next_deadline);
  Complaint sends(mka::Time now, const mka::Ckn& ckn);
  void start_over() { *this = PaceWatch(); }

 private:
  std::optional<mka::Time> last_tick_{};
  unsigned ticks_ = 0;
  std::map<mka::Ckn, std::deque<mka::Time>> sent_{};
};

}  // namespace sim
