// What the engine tells, as an event for people.
#pragma once

#include <string>

#include "events.hpp"
#include "mka/output.hpp"

namespace macsecd {

AgentEvent to_agent_event(const std::string& connection, const mka::Event& event);

}  // namespace macsecd
