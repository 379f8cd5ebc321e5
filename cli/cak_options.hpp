// Where a command gets the CAK from, and how its text is to be read.
#pragma once

#include <optional>
#include <string>

#include "cak_source.hpp"
#include "command.hpp"

namespace macsecctl {

struct CakOptions {
  std::string file;
  std::string credential;
  bool base64 = false;
  std::optional<std::string> base64_of;
  bool pad = false;

  void declare(CLI::App& app);
  // None of them excludes asking on the terminal.
  bool names_source() const { return !file.empty() || !credential.empty(); }
  Result<macsec::UniqueFd> open() const;
  void add_to(Json& parameters) const;
};

}  // namespace macsecctl
