// Who may do what: root, whoever runs an agent without privileges, and group macsec change, group
// macsec-ro looks, everybody else nothing. Groups are those of /etc/group; one that is missing
// gives nobody a role.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

#include "control/error.hpp"
#include "control/file_stamp.hpp"
#include "control/peer.hpp"

namespace macsec {

inline constexpr const char* change_group = "macsec";
inline constexpr const char* read_group = "macsec-ro";

class Roles {
 public:
  // Without `own_user`, the agent's own user is like any other: foreign code runs under it.
  explicit Roles(std::filesystem::path groups = "/etc/group", bool own_user = true)
      : groups_(std::move(groups)), own_user_(own_user) {}

  Access of(const PeerCredentials& who);

 private:
  std::filesystem::path groups_;
  bool own_user_;
  FileStamp stamp_;
  std::optional<gid_t> change_;
  std::optional<gid_t> read_;
};

// What a client hears whose access does not suffice.
Error no_access(const Peer& who);
Error only_read_access(const Peer& who, std::string_view method);

}  // namespace macsec
