// Who is at the other end of a connection. Uid and groups are the kernel's word, of the moment of
// connect(2); program and command are what the process says of itself, for the audit only.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "control/access.hpp"

namespace macsec {

struct PeerCredentials {
  uid_t uid = static_cast<uid_t>(-1);
  gid_t gid = static_cast<gid_t>(-1);
  pid_t pid = 0;
  std::vector<gid_t> groups{};  // supplementary
};

struct Peer : PeerCredentials {
  Access access = Access::none;
  std::string user{};     // empty: not an account of this machine
  std::string program{};  // /usr/sbin/macsecctl; empty: not to be seen
  std::string command{};  // macsecctl
};

// SO_PEERCRED and SO_PEERGROUPS. What the kernel does not tell is nobody, in no group.
PeerCredentials credentials_of(int socket);

// /proc/PID/exe and comm, as long as the process lives.
void look_at_program(Peer& peer);

}  // namespace macsec
