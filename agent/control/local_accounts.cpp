#include "control/local_accounts.hpp"

#include <grp.h>
#include <pwd.h>

#include <cstdio>
#include <memory>
#include <vector>

namespace macsec {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

File open(const std::filesystem::path& path) { return File(std::fopen(path.c_str(), "re")); }

// A line that does not fit, that of a group with thousands of members, ends the search.
constexpr std::size_t longest_line = 256 * 1024;

}  // namespace

std::optional<std::string> user_name(uid_t uid, const std::filesystem::path& file) {
  const File open_file = open(file);
  std::vector<char> line(longest_line);
  passwd entry{};
  passwd* found = nullptr;
  while (open_file && ::fgetpwent_r(open_file.get(), &entry, line.data(), line.size(), &found) == 0)
    if (entry.pw_uid == uid) return entry.pw_name;
  return std::nullopt;
}

std::optional<gid_t> group_id(std::string_view name, const std::filesystem::path& file) {
  const File open_file = open(file);
  std::vector<char> line(longest_line);
  group entry{};
  group* found = nullptr;
  while (open_file && ::fgetgrent_r(open_file.get(), &entry, line.data(), line.size(), &found) == 0)
    if (name == entry.gr_name) return entry.gr_gid;
  return std::nullopt;
}

}  // namespace macsec
