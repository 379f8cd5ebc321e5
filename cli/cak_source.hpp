// Where the CAK comes from, as a descriptor for the agent. A file is opened, not read; what cannot
// be passed (standard input, a pipe, a person's typing) goes through a sealed memory file.
#pragma once

#include <string>

#include "control/result.hpp"
#include "control/unique_fd.hpp"

namespace macsecctl {

// A path, "-" for standard input, or "" to ask on the terminal without echo.
macsec::Result<macsec::UniqueFd> open_cak(const std::string& source);

}  // namespace macsecctl
