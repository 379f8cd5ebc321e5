#include "control/roles.hpp"

#include <unistd.h>

#include <algorithm>

namespace macsec {
namespace {

bool is_in(std::optional<gid_t> group, const PeerCredentials& who) {
  if (!group) return false;
  return who.gid == *group ||
         std::find(who.groups.begin(), who.groups.end(), *group) != who.groups.end();
}

std::string name_of(const PeerCredentials& who) {
  return user_name(who.uid).value_or("uid " + std::to_string(who.uid));
}

std::string join(const char* group, const PeerCredentials& who) {
  return std::string("usermod -aG ") + group + " " + user_name(who.uid).value_or("NAME");
}

}  // namespace

Access Roles::of(const PeerCredentials& who) {
  if (who.uid == 0 || who.uid == ::geteuid()) return Access::change;
  look_again();
  if (is_in(change_, who)) return Access::change;
  return is_in(read_, who) ? Access::read : Access::none;
}

// The group may be made, or become another one, while the agent runs.
void Roles::look_again() {
  struct stat file {};
  if (::stat(groups_.c_str(), &file) != 0) {
    change_.reset();
    read_.reset();
    read_at_ = {-1, 0};
    return;
  }
  const bool same = file.st_mtim.tv_sec == read_at_.tv_sec &&
                    file.st_mtim.tv_nsec == read_at_.tv_nsec && file.st_ino == inode_;
  if (same) return;
  read_at_ = file.st_mtim;
  inode_ = file.st_ino;
  change_ = group_id(change_group, groups_);
  read_ = group_id(read_group, groups_);
}

Error no_access(const PeerCredentials& who) {
  return {Errc::permission_denied, name_of(who) + " may not speak to macsecd",
          "run it as root, or join a group and log in again: " + join(change_group, who) +
              ", or to look only " + join(read_group, who)};
}

Error only_read_access(const PeerCredentials& who, std::string_view method) {
  return {Errc::permission_denied,
          name_of(who) + " may look at macsecd's connections, but not call " + std::string(method),
          "run it as root, or join the group and log in again: " + join(change_group, who)};
}

}  // namespace macsec
