// Expected text and JSON, one file per case. MACSECCTL_WRITE_EXPECTED=1 writes them anew: read the
// difference before you commit it.
#pragma once

#include <string>
#include <vector>

#include "process.hpp"

struct Case {
  std::string name;
  std::vector<std::string> arguments;
};

// `socket`: a path of this run, which is not expected.
void check_against_file(const Case& c, const Run& run, const std::string& socket);

std::string replaced(std::string text, const std::string& what, const std::string& by);
