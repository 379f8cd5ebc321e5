// What a command declared to CLI11, as values: the source of completion and of the manual page.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

namespace macsecctl {

struct DeclaredOption {
  std::string positional;           // its name as an argument without --, or ""
  std::vector<std::string> names;   // --ckn; -j, --json
  std::string value;                // what stands for its value (HEX); "": it takes none
  std::vector<std::string> choice;  // the only values, where that is declared
  std::string description;
  bool required = false;
};

// Those that help shows, in the order of their declaration.
std::vector<DeclaredOption> declared_options(const CLI::App& command);

// --help, --socket, --json: every command has them.
bool is_common(const DeclaredOption& option);

const CLI::App* find_command(const CLI::App& whole, const std::string& name_or_alias);

}  // namespace macsecctl
