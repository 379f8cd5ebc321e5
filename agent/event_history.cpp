#include "event_history.hpp"

#include <algorithm>

namespace macsecd {
namespace {

std::size_t octets_of(const AgentEvent& event) {
  const auto size = [](const std::optional<std::string>& text) { return text ? text->size() : 0; };
  return sizeof event + event.time.size() + event.event.size() + event.connection.size() +
         event.lag.size() + event.message.size() + size(event.ckn) + size(event.peer) +
         size(event.key_identifier) + size(event.reason);
}

}  // namespace

void EventHistory::add(const AgentEvent& event) {
  events_.push_back(event);
  octets_ += octets_of(event);
  while (events_.size() > 1 && (events_.size() > most_events || octets_ > most_octets)) {
    octets_ -= octets_of(events_.front());
    events_.pop_front();
  }
}

std::vector<AgentEvent> EventHistory::after(std::uint64_t sequence) const {
  const auto first = std::find_if(events_.begin(), events_.end(), [&](const AgentEvent& event) {
    return event.sequence > sequence;
  });
  return {first, events_.end()};
}

std::vector<AgentEvent> EventHistory::last(std::size_t number) const {
  const std::size_t kept = std::min(number, events_.size());
  return {events_.end() - static_cast<std::ptrdiff_t>(kept), events_.end()};
}

std::uint64_t EventHistory::forgotten_after(std::uint64_t sequence) const {
  if (events_.empty() || events_.front().sequence <= sequence) return 0;
  return events_.front().sequence - sequence - 1;
}

}  // namespace macsecd
