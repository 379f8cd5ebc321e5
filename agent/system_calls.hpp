// The system calls that the agent and what it starts (teamd, workers) get along with. Any other
// fails with EPERM, and the kernel's audit log tells it (type 1326).
#pragma once

#include <optional>
#include <string>

namespace macsecd {

// For good, for all threads and children. Returns why it could not be had.
std::optional<std::string> restrict_system_calls();

}  // namespace macsecd
