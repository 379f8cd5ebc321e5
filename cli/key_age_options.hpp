// When a key is old enough to be told of.
#pragma once

#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

struct KeyAgeOptions {
  std::optional<std::string> max_key_age;

  void declare(CLI::App& app);
  void add_to(Json& parameters) const;
};

}  // namespace macsecctl
