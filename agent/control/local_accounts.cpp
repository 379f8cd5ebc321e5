#include "control/local_accounts.hpp"

#include <grp.h>
#include <pwd.h>

#include <cerrno>
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

// A line that is longer, that of a group with thousands of members, ends the search.
constexpr std::size_t longest_line = 256 * 1024;

// fgetpwent_r or fgetgrent_r with as much room as the line needs.
template <typename Entry, typename Read>
bool next(Read read, const File& file, Entry& entry, std::vector<char>& line) {
  Entry* found = nullptr;
  int error = 0;
  while ((error = read(file.get(), &entry, line.data(), line.size(), &found)) == ERANGE &&
         line.size() < longest_line)
    line.resize(2 * line.size());
  return error == 0 && found != nullptr;
}

std::string user_name(uid_t uid, const std::filesystem::path& path) {
  const File file = open(path);
  std::vector<char> line(1024);
  passwd entry{};
  while (file && next(::fgetpwent_r, file, entry, line))
    if (entry.pw_uid == uid) return entry.pw_name;
  return {};
}

}  // namespace

std::string UserNames::of(uid_t uid) {
  if (stamp_.renew(file_) || known_.size() >= most) known_.clear();
  const auto known = known_.find(uid);
  if (known != known_.end()) return known->second;
  return known_[uid] = user_name(uid, file_);
}

std::optional<gid_t> group_id(std::string_view name, const std::filesystem::path& path) {
  const File file = open(path);
  std::vector<char> line(1024);
  group entry{};
  while (file && next(::fgetgrent_r, file, entry, line))
    if (name == entry.gr_name) return entry.gr_gid;
  return std::nullopt;
}

}  // namespace macsec
