// What happens, as one stream: the log, the journal, metrics and every monitor read it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "agent_event.hpp"
#include "event_history.hpp"
#include "event_limit.hpp"

namespace macsecd {

class Events {
 public:
  using Reader = std::function<void(const AgentEvent&)>;

  Events();

  // A reader may remove itself while it reads.
  std::uint64_t subscribe(Reader reader);
  void unsubscribe(std::uint64_t id);
  void publish(AgentEvent event);

  // Of this run of the agent: sequence numbers of another one mean nothing.
  const std::string& run() const { return run_; }
  std::uint64_t last_sequence() const { return last_sequence_; }
  const EventHistory& history() const { return history_; }
  const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

 private:
  std::map<std::uint64_t, Reader> readers_;
  std::uint64_t last_id_ = 0;
  EventLimit limit_;
  std::string run_;
  std::uint64_t last_sequence_ = 0;
  EventHistory history_;
  std::map<std::string, std::uint64_t> counts_;  // by name
};

}  // namespace macsecd
