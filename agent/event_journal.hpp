// An event as a record of the journal.
#pragma once

#include <vector>

#include "agent_event.hpp"
#include "journal.hpp"

namespace macsecd {

// Without MESSAGE and PRIORITY, which the log adds.
std::vector<JournalField> journal_fields(const AgentEvent& event);

}  // namespace macsecd
