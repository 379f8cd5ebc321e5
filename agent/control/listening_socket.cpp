#include "control/listening_socket.hpp"

#include <fcntl.h>

#include "control/unix_address.hpp"

namespace macsec {
namespace {

UniqueFd stream_socket() {
  return UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

// Ours is for everybody to pass, whatever the umask; one that is there stays as it is.
Result<void> make_directory(const std::filesystem::path& directory) {
  if (directory.empty()) return {};
  if (::mkdir(directory.c_str(), 0700) == 0 && ::chmod(directory.c_str(), 0755) == 0) return {};
  if (errno == EEXIST) return {};
  return Failure{system_error(Errc::internal, "cannot create " + directory.string(),
                              "create it, or choose another path: --socket PATH")};
}

// A file that is no socket is not ours to remove; a socket is stale if nobody answers there.
Result<void> remove_stale(const std::filesystem::path& path, const sockaddr_un& address) {
  struct stat file {};
  if (::lstat(path.c_str(), &file) != 0) return {};
  if (!S_ISSOCK(file.st_mode))
    return Failure{Error{Errc::illegal_param, path.string() + " exists and is no socket",
                         "choose another path: --socket PATH"}};
  const UniqueFd probe = stream_socket();
  if (connect_to(probe.get(), address) == 0 || errno == EAGAIN)
    return Failure{Error{Errc::busy, "another macsecd listens on " + path.string(),
                         "stop it, or choose another path: --socket PATH"}};
  if (errno != ECONNREFUSED)
    return Failure{system_error(Errc::internal, "cannot tell who listens on " + path.string(),
                                "remove the socket if no macsecd runs")};
  ::unlink(path.c_str());
  return {};
}

int option_of(const UniqueFd& socket, int option) {
  int value = -1;
  socklen_t size = sizeof value;
  return ::getsockopt(socket.get(), SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

}  // namespace

Result<ListeningSocket> ListeningSocket::adopt(UniqueFd socket) {
  if (option_of(socket, SO_DOMAIN) != AF_UNIX || option_of(socket, SO_TYPE) != SOCK_STREAM ||
      option_of(socket, SO_ACCEPTCONN) != 1)
    return Failure{Error{Errc::illegal_param,
                         "the socket of the service manager is no listening Unix stream socket",
                         "macsecd.socket has one ListenStream=, which is a path"}};
  if (::fcntl(socket.get(), F_SETFL, O_NONBLOCK) != 0 ||
      ::fcntl(socket.get(), F_SETFD, FD_CLOEXEC) != 0)
    return Failure{system_error(Errc::internal, "cannot use the socket of the service manager",
                                "start macsecd without macsecd.socket")};
  return ListeningSocket(std::move(socket));
}

Result<ListeningSocket> ListeningSocket::create(const std::filesystem::path& path) {
  const auto address = unix_address(path);
  if (!address) return Failure{address.error()};
  if (auto made = make_directory(path.parent_path()); !made) return Failure{made.error()};
  if (auto removed = remove_stale(path, *address); !removed) return Failure{removed.error()};
  UniqueFd socket = stream_socket();
  // Everybody may connect: the check is of who does, in Server. Nobody can before listen().
  struct stat file {};
  const bool listens =
      socket &&
      ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0 &&
      ::chmod(path.c_str(), 0666) == 0 && ::listen(socket.get(), SOMAXCONN) == 0 &&
      ::lstat(path.c_str(), &file) == 0;
  if (!listens)
    return Failure{system_error(Errc::internal, "cannot listen on " + path.string(),
                                "choose another path: --socket PATH")};
  return ListeningSocket(path, std::move(socket), file);
}

void ListeningSocket::remove_file() const {
  if (path_.empty()) return;
  struct stat file {};
  if (::lstat(path_.c_str(), &file) != 0) return;
  if (file.st_dev == device_ && file.st_ino == inode_) ::unlink(path_.c_str());
}

}  // namespace macsec
