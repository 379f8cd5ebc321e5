// The last events, for readers that come later or come back: bounded by number and octets.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "agent_event.hpp"

namespace macsecd {

class EventHistory {
 public:
  static constexpr std::size_t most_events = 500;
  // Well below what may wait for a slow reader (control/limits.hpp), JSON's quotes and names
  // included.
  static constexpr std::size_t most_octets = 256 * 1024;

  void add(const AgentEvent& event);
  // In order: those after this number, or the last so many.
  std::vector<AgentEvent> after(std::uint64_t sequence) const;
  std::vector<AgentEvent> last(std::size_t number) const;
  // Of those after this number how many are no longer kept.
  std::uint64_t forgotten_after(std::uint64_t sequence) const;

 private:
  std::deque<AgentEvent> events_;
  std::size_t octets_ = 0;
};

}  // namespace macsecd
