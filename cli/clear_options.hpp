// Options for connections that may carry clear text, and how they become parameters.
#pragma once

#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

struct ClearOptions {
  std::optional<std::string> clear_after;

  void declare(CLI::App& app);
  void add_to(Json& parameters) const;
};

}  // namespace macsecctl
