// What a vendor's module wants to find in its environment, such as where its configuration is: from
// CONFIG/token-environment, a line NAME=VALUE each. Nothing else of the environment reaches it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "control/result.hpp"

namespace macsecd::token {

// No file: the least that programs expect. A file that others can write to is refused: whoever
// writes it decides what is loaded into the worker.
macsec::Result<std::vector<std::string>> read_environment(const std::filesystem::path& file);

}  // namespace macsecd::token
