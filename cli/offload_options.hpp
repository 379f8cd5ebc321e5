// Whether hardware protects the frames: the option, and how it becomes a parameter.
#pragma once

#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

struct OffloadOptions {
  std::optional<std::string> offload;

  void declare(CLI::App& app);
  void add_to(Json& parameters) const;
};

}  // namespace macsecctl
