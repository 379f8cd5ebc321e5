// What may pass the port guard, and how it becomes parameters.
#pragma once

#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

struct GuardOptions {
  std::optional<std::string> clear_protocols;

  void declare(CLI::App& app);
  void add_to(Json& parameters) const;
};

}  // namespace macsecctl
