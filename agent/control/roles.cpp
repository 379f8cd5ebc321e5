#include "control/roles.hpp"

#include <unistd.h>

#include <algorithm>

#include "control/local_accounts.hpp"

namespace macsec {
namespace {

bool is_in(std::optional<gid_t> group, const PeerCredentials& who) {
  if (!group) return false;
  return who.gid == *group ||
         std::find(who.groups.begin(), who.groups.end(), *group) != who.groups.end();
}

std::string name_of(const Peer& who) {
  return who.user.empty() ? "uid " + std::to_string(who.uid) : who.user;
}

std::string join(const char* group, const Peer& who) {
  return std::string("usermod -aG ") + group + " " + (who.user.empty() ? "NAME" : who.user);
}

}  // namespace

Access Roles::of(const PeerCredentials& who) {
  if (who.uid == 0 || (own_user_ && who.uid == ::geteuid())) return Access::change;
  if (stamp_.renew(groups_)) {  // groups may be made while the agent runs
    change_ = group_id(change_group, groups_);
    read_ = group_id(read_group, groups_);
  }
  if (is_in(change_, who)) return Access::change;
  return is_in(read_, who) ? Access::read : Access::none;
}

Error no_access(const Peer& who) {
  return {Errc::permission_denied, name_of(who) + " may not speak to macsecd",
          "run it as root, or join a group and log in again: " + join(change_group, who) +
              ", or to look only " + join(read_group, who)};
}

Error only_read_access(const Peer& who, std::string_view method) {
  return {Errc::permission_denied,
          name_of(who) + " may look at macsecd's connections, but not call " + std::string(method),
          "run it as root, or join the group and log in again: " + join(change_group, who)};
}

}  // namespace macsec
