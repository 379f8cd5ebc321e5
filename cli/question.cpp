#include "question.hpp"

#include <CLI/Error.hpp>
#include <iostream>

#include "output.hpp"

namespace macsecctl {

std::string asked(const std::string& question, const std::string& proposal) {
  for (;;) {
    std::cerr << question << (proposal.empty() ? "" : " [" + proposal + "]") << ": ";
    std::string answer;
    if (!std::getline(std::cin, answer)) throw CLI::RuntimeError(exit_failed);
    const auto from = answer.find_first_not_of(" \t\r");
    if (from != std::string::npos)
      return answer.substr(from, answer.find_last_not_of(" \t\r") - from + 1);
    if (!proposal.empty()) return proposal;
  }
}

}  // namespace macsecctl
