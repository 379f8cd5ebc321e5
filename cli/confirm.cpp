#include "confirm.hpp"

#include <unistd.h>

#include <iostream>

namespace macsecctl {

bool is_asked() { return ::isatty(STDIN_FILENO) == 1; }

bool is_confirmed(const std::string& question) {
  std::cerr << question << "? type yes: ";
  std::string answer;
  return std::getline(std::cin, answer) && answer == "yes";
}

}  // namespace macsecctl
