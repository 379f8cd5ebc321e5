// Names that the agent knows, for completion: soon, or none.
#pragma once

#include <string>
#include <vector>

#include "command.hpp"
#include "completion_values.hpp"

namespace macsecctl {

// `connection`: whose keys are wanted; "" for those of all. None if the agent does not answer.
std::vector<std::string> names_from_agent(const Context& context, Values kind,
                                          const std::string& connection);

// Ends this program if it still runs after so long: a shell waits for us at each key press.
void end_after(std::chrono::milliseconds limit);

}  // namespace macsecctl
