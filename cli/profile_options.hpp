// Whose end of the link ours faces, and the options of other routers that no profile has.
#pragma once

#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

struct ProfileOptions {
  std::optional<std::string> profile;

  void declare(CLI::App& app);
  void add_to(Json& parameters) const;
};

}  // namespace macsecctl
