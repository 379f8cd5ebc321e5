// Shell completion, from the same rows as help.
#pragma once

#include <CLI/App.hpp>
#include <string>

namespace macsecctl {

std::string bash_completion(const CLI::App& app);

}  // namespace macsecctl
