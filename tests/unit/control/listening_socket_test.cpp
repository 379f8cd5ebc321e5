#include "control/listening_socket.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <fstream>

#include "catch.hpp"
#include "control/socket_path.hpp"
#include "running_server.hpp"

using namespace macsec;

namespace {

int mode_of(const std::filesystem::path& path) {
  struct stat file {};
  return ::stat(path.c_str(), &file) == 0 ? static_cast<int>(file.st_mode & 07777) : -1;
}

}  // namespace

TEST_CASE("everybody may connect, whatever the umask: who it is counts", "[listening]") {
  const mode_t before = ::umask(GENERATE(0u, 077u));
  TemporaryDirectory directory;
  const auto path = directory.path() / "macsecd" / "control";
  const auto socket = ListeningSocket::create(path);
  ::umask(before);
  REQUIRE(socket);
  CHECK(mode_of(path) == 0666);
  CHECK(mode_of(path.parent_path()) == 0755);
  socket->remove_file();
  CHECK(mode_of(path) == -1);
}

TEST_CASE("a socket on which nobody listens is replaced, a living agent's is not", "[listening]") {
  TemporaryDirectory directory;
  const auto path = directory.path() / "control";
  {
    auto crashed = ListeningSocket::create(path);
    REQUIRE(crashed);
  }
  REQUIRE(std::filesystem::exists(path));
  const auto living = ListeningSocket::create(path);
  REQUIRE(living);
  const auto second = ListeningSocket::create(path);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Errc::busy);
  CHECK(second.error().what == "another macsecd listens on " + path.string());
  CHECK(std::filesystem::exists(path));
}

TEST_CASE("nobody's file is removed", "[listening]") {
  TemporaryDirectory directory;
  const auto path = directory.path() / "control";
  SECTION("a file that is no socket, at start") {
    std::ofstream(path) << "precious";
    const auto socket = ListeningSocket::create(path);
    REQUIRE_FALSE(socket);
    CHECK(socket.error().what == path.string() + " exists and is no socket");
  }
  SECTION("another file in our place, at stop") {
    const auto socket = ListeningSocket::create(path);
    REQUIRE(socket);
    std::filesystem::rename(path, directory.path() / "old");
    std::ofstream(path) << "precious";
    socket->remove_file();
  }
  CHECK(std::filesystem::file_size(path) == 8);
}

TEST_CASE("a path that cannot be is refused with words", "[listening]") {
  TemporaryDirectory directory;
  const auto long_path = ListeningSocket::create(directory.path() / std::string(200, 'x'));
  REQUIRE_FALSE(long_path);
  CHECK(long_path.error().hint == "1 to 107 are possible");
  CHECK_FALSE(ListeningSocket::create(""));
  const auto deep = ListeningSocket::create(directory.path() / "a" / "b" / "control");
  REQUIRE_FALSE(deep);
  CHECK(deep.error().os == ENOENT);
  CHECK(std::string(default_socket_path) == "/run/macsecd/control");
}

TEST_CASE("a socket of the service manager is used as it is, and its file stays", "[listening]") {
  TemporaryDirectory directory;
  const auto path = directory.path() / "control";
  auto made = ListeningSocket::create(path);
  REQUIRE(made);
  const int fd = made->release();
  ::fcntl(fd, F_SETFL, 0);
  const auto adopted = ListeningSocket::adopt(UniqueFd(fd));
  REQUIRE(adopted);
  CHECK((::fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
  CHECK((::fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
  adopted->remove_file();
  CHECK(std::filesystem::exists(path));
}

TEST_CASE("another kind of socket of the service manager is refused", "[listening]") {
  const auto [domain, type] =
      GENERATE(std::pair{AF_UNIX, SOCK_STREAM},  // does not listen
               std::pair{AF_UNIX, SOCK_DGRAM}, std::pair{AF_INET, SOCK_STREAM});
  const auto adopted = ListeningSocket::adopt(UniqueFd(::socket(domain, type, 0)));
  REQUIRE_FALSE(adopted);
  CHECK(adopted.error().code == Errc::illegal_param);
  CHECK_FALSE(ListeningSocket::adopt(UniqueFd()));
}
