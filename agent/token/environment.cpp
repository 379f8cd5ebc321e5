#include "token/environment.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>

namespace macsecd::token {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

constexpr std::size_t most_lines = 256;
constexpr std::size_t longest_line = 4096;
constexpr std::string_view letters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

Failure bad(const std::filesystem::path& file, const std::string& what, std::string hint) {
  return Failure{{Errc::illegal_param, file.string() + what, std::move(hint)}};
}

bool is_assignment(std::string_view line) {
  const auto equals = line.find('=');
  return equals != std::string_view::npos && equals > 0 && line.size() <= longest_line &&
         line.substr(0, equals).find_first_not_of(letters) == std::string_view::npos;
}

}  // namespace

Result<std::vector<std::string>> read_environment(const std::filesystem::path& file) {
  std::vector<std::string> environment{"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return environment;
    return bad(file, std::string(" cannot be read: ") + std::strerror(errno), "chmod 644");
  }
  const bool ours = about.st_uid == 0 || about.st_uid == ::geteuid();
  if (!S_ISREG(about.st_mode) || !ours || (about.st_mode & 022) != 0)
    return bad(file, " does not belong to root, or others can write to it",
               "chown root, chmod 644");
  std::ifstream in(file);
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    if (!is_assignment(line) || number > most_lines)
      return bad(file, ", line " + std::to_string(number) + " is not NAME=VALUE",
                 "a line each, # begins a comment");
    environment.push_back(line);
  }
  return environment;
}

}  // namespace macsecd::token
