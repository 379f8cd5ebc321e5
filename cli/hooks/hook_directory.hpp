// Which programs of the directory are run for events: those that nobody else could have put there.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace macsecctl {

struct HookDirectory {
  std::vector<std::filesystem::path> hooks{};  // by name
  std::vector<std::string> problems{};         // what is not run, and why
};

// Regular files that can be executed, named by letters, digits, - and _ as run-parts(8) has it, of
// root or our own user, writable by nobody else, in a directory of which the same is true.
HookDirectory read_hooks(const std::filesystem::path& directory);

}  // namespace macsecctl
