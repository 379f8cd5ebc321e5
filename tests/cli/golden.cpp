#include "golden.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "catch.hpp"

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string line = "$ macsecctl";
  for (const std::string& word : words) line += " " + word;
  return line + "\n";
}

// Standard output, standard error behind "!", and the exit status.
std::string transcript(const Case& c, const Run& run, const std::string& socket) {
  std::string text = joined(c.arguments) + run.out;
  std::istringstream errors(run.err);
  for (std::string line; std::getline(errors, line);) text += "! " + line + "\n";
  return replaced(text, socket, "SOCKET") + "exit " + std::to_string(run.status) + "\n";
}

}  // namespace

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

void check_against_file(const Case& c, const Run& run, const std::string& socket) {
  const std::string path = std::string(CLI_TESTS) + "/expected/" + c.name + ".txt";
  const std::string got = transcript(c, run, socket);
  if (std::getenv("MACSECCTL_WRITE_EXPECTED") != nullptr) std::ofstream(path) << got;
  std::ostringstream expected;
  expected << std::ifstream(path).rdbuf();
  INFO(c.name);
  CHECK(got == expected.str());
}
