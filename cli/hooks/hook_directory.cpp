#include "hooks/hook_directory.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace macsecctl {
namespace {

bool is_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return c < 0x80 && (std::isalnum(c) != 0 || c == '-' || c == '_');
  });
}

// What is wrong with owner or mode; empty: nothing.
std::string foreign_hand(const struct stat& about) {
  if (about.st_uid != 0 && about.st_uid != ::geteuid()) return "does not belong to root";
  if ((about.st_mode & 022) != 0) return "may be written by others (chmod go-w)";
  return "";
}

std::string why_not(const std::filesystem::path& file) {
  struct stat about {};
  if (!is_name(file.filename().native()))
    return "has a name of other characters than A-Z a-z 0-9 - _";
  if (::lstat(file.c_str(), &about) != 0) return std::strerror(errno);
  if (!S_ISREG(about.st_mode)) return "is no regular file";
  if (std::string wrong = foreign_hand(about); !wrong.empty()) return wrong;
  if (::access(file.c_str(), X_OK) != 0) return "is not executable (chmod +x)";
  return "";
}

}  // namespace

HookDirectory read_hooks(const std::filesystem::path& directory) {
  HookDirectory out;
  struct stat about {};
  if (::lstat(directory.c_str(), &about) != 0) {
    if (errno != ENOENT) out.problems.push_back(directory.string() + ": " + std::strerror(errno));
    return out;
  }
  const std::string wrong =
      S_ISDIR(about.st_mode) ? foreign_hand(about) : std::string("is no directory");
  if (!wrong.empty()) {
    out.problems.push_back(directory.string() + " " + wrong + ": nothing in it is run");
    return out;
  }
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(directory, failed)) {
    if (const std::string why = why_not(entry.path()); !why.empty())
      out.problems.push_back(entry.path().string() + " " + why + ": it is not run");
    else
      out.hooks.push_back(entry.path());
  }
  if (failed) out.problems.push_back(directory.string() + ": " + failed.message());
  std::sort(out.hooks.begin(), out.hooks.end());
  std::sort(out.problems.begin(), out.problems.end());
  return out;
}

}  // namespace macsecctl
