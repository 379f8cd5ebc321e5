// Which commands belong together: the order of help, of the manual page and of completion.
#pragma once

#include <string_view>
#include <vector>

#include "command.hpp"

namespace macsecctl {

// The title of a command's group; of one that is in none: "Other commands".
const char* group_of(std::string_view command);

// All commands, group after group.
std::vector<const Command*> commands_in_groups();

}  // namespace macsecctl
