// What may come next on a command line that is being typed, from what the commands declare.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "command.hpp"

namespace macsecctl {

struct Candidate {
  std::string word;
  std::string description{};
};

struct Candidates {
  std::vector<Candidate> list{};
  bool files = false;  // the shell knows them
};

// The words behind `macsecctl`; the last one is being typed, and may be empty.
Candidates candidates_for(const CLI::App& whole, std::vector<std::string> words, Context context);

}  // namespace macsecctl
