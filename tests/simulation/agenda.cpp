#include "agenda.hpp"

#include <algorithm>
#include <utility>

namespace sim {

void Agenda::at(mka::Time when, Deed deed) {
  heap_.push_back({std::max(when, now_), orders_++, std::move(deed)});
  std::push_heap(heap_.begin(), heap_.end());
}

bool Agenda::step(mka::Time until) {
  if (heap_.empty() || heap_.front().when > until) {
    now_ = std::max(now_, until);
    return false;
  }
  std::pop_heap(heap_.begin(), heap_.end());
  Entry entry = std::move(heap_.back());
  heap_.pop_back();
  now_ = entry.when;
  entry.deed();
  return true;
}

}  // namespace sim
