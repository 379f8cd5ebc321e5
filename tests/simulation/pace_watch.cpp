#include "pace_watch.hpp"

namespace sim {

using namespace mka;
using namespace std::chrono_literals;

Complaint PaceWatch::drained(std::size_t outputs) const {
  if (outputs <= limits::queued_outputs) return std::nullopt;
  return "one input gave more than " + std::to_string(limits::queued_outputs) + " outputs";
}

Complaint PaceWatch::ticked(Time now, std::optional<Time> next_deadline) {
  ticks_ = last_tick_ == now ? ticks_ + 1 : 1;
  last_tick_ = now;
  if (!next_deadline || *next_deadline > now || ticks_ < ticks_at_one_time) return std::nullopt;
  return "ticking does not meet the deadline";
}

Complaint PaceWatch::sends(Time now, const Ckn& ckn) {
  std::deque<Time>& times = sent_[ckn];
  while (!times.empty() && now - times.front() >= 1s) times.pop_front();
  times.push_back(now);
  if (times.size() <= mkpdus_per_second) return std::nullopt;
  return std::to_string(times.size()) + " MKPDUs within a second";
}

}  // namespace sim
