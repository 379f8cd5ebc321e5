#include "control/peer.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "control/unique_fd.hpp"

namespace macsec {
namespace {

std::vector<gid_t> groups_of(int socket) {
  std::vector<gid_t> groups(32);
  for (int attempt = 0; attempt < 2; ++attempt) {
    auto size = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
    const int result = ::getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &size);
    if (result != 0 && errno != ERANGE) return {};
    groups.resize(size / sizeof(gid_t));  // ERANGE: the size that is needed
    if (result == 0) return groups;
  }
  return {};
}

}  // namespace

PeerCredentials credentials_of(int socket) {
  ucred who{};
  socklen_t size = sizeof who;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) return {};
  return {who.uid, who.gid, who.pid, groups_of(socket)};
}

// Neither call waits for the process; reading its command line could.
void look_at_program(Peer& peer) {
  const std::string process = "/proc/" + std::to_string(peer.pid);
  std::array<char, 256> text{};
  const ssize_t length = ::readlink((process + "/exe").c_str(), text.data(), text.size());
  if (length > 0) peer.program.assign(text.data(), static_cast<std::size_t>(length));
  const UniqueFd comm(::open((process + "/comm").c_str(), O_RDONLY | O_CLOEXEC));
  const ssize_t got = comm ? ::read(comm.get(), text.data(), text.size()) : -1;
  if (got > 1) peer.command.assign(text.data(), static_cast<std::size_t>(got - 1));
}

}  // namespace macsec
