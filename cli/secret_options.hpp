// How a command is told which secret is meant: SECRET, or CONNECTION and --ckn HEX.
#pragma once

#include <string>

#include "command.hpp"

namespace macsecctl {

struct MeantSecret {
  std::string name;
  std::string ckn;

  void declare(CLI::App& app);
  Result<Json> parameters() const;
};

}  // namespace macsecctl
