// Which commands belong together: the order of help, of the manual page and of completion.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "command.hpp"

namespace macsecctl {

struct CommandGroup {
  const char* title;
  const char* names;  // with blanks between them
};

std::span<const CommandGroup> command_groups();

// The title of a command's group; of one that is in none: "Other commands".
const char* group_of(std::string_view command);

// All commands, group after group.
std::vector<const Command*> commands_in_groups();

}  // namespace macsecctl
