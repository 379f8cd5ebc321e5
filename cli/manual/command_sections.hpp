// What the manual page macsecctl(8) says about each command, from its row and its declared options.
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "control/json.hpp"

namespace macsecctl {

std::string command_sections(const CLI::App& whole);
std::string exit_status_list();

// The same for programs: {"commands": [...], "errors": [...]}.
macsec::Json command_table(const CLI::App& whole);

}  // namespace macsecctl
