// Asks the agent whether MKPDUs are by a holder of a connection's keys, which stay there.
#pragma once

#include <string>

#include "capture/verdict.hpp"
#include "command.hpp"

namespace macsecctl {

// `context` outlives it.
capture::Judge agent_judge(const Context& context, const std::string& connection);

}  // namespace macsecctl
