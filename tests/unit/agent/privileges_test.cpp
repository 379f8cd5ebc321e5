// What cannot be taken back is tried in a child.
#include "privileges.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "catch.hpp"
#include "system_calls.hpp"
#include "temporary_directory.hpp"

using namespace macsecd;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool filtered = false;
#else
constexpr bool filtered = true;
#endif

// The exit status of a child: the number of the first expectation that fails, or 0.
int in_child(int (*expectations)()) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(expectations());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + status;
}

bool refused(long result) { return result < 0 && errno == EPERM; }

bool opens(int family, int type) {
  const int fd = ::socket(family, type, 0);
  if (fd >= 0) ::close(fd);
  return fd >= 0;
}

int few_calls_are_left() {
  if (restrict_system_calls()) return 1;
  if (!refused(::mount("none", "/tmp", "tmpfs", 0, nullptr))) return 2;
  if (!refused(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr))) return 3;
  if (!refused(::unshare(CLONE_NEWUSER))) return 4;
  if (!refused(::setresuid(0, 0, 0))) return 5;
  if (!refused(::socket(AF_VSOCK, SOCK_STREAM, 0))) return 6;
  if (!refused(::sethostname("x", 1))) return 7;
  if (!opens(AF_UNIX, SOCK_STREAM) || !opens(AF_NETLINK, SOCK_RAW)) return 8;
  // A program can be started, and threads with it; it lives under the same filter.
  const pid_t child = ::fork();
  if (child < 0) return 9;
  if (child == 0) {
    ::execl("/bin/sh", "sh", "-c",
            "unshare --user true 2>/dev/null && exit 1; cat /proc/self/stat >/dev/null", nullptr);
    ::_exit(99);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status == 0 ? 0 : 10;
}

std::string field(const char* name) {
  std::ifstream in("/proc/self/status");
  std::string word, value;
  while (in >> word)
    if (word == name) return in >> value ? value : "";
  return "";
}

int nothing_else_is_left() {
  if (!give_up_the_rest().empty()) return 1;
  if (field("NoNewPrivs:") != "1") return 2;
  for (const char* set : {"CapPrm:", "CapEff:", "CapBnd:", "CapInh:", "CapAmb:"})
    if ((std::stoull(field(set), nullptr, 16) & ~0x3000ull) != 0) return 3;
  return ::prctl(PR_CAPBSET_READ, 21 /* CAP_SYS_ADMIN */, 0, 0, 0) == 0 ? 0 : 4;
}

int a_user_is_become() {
  const auto nobody = find_account("nobody");
  if (!nobody || !become(*nobody) || !give_up_the_rest().empty()) return 1;
  if (::geteuid() != nobody->uid || ::getegid() != nobody->gid) return 2;
  if (field("CapEff:") != "0000000000003000" || field("CapAmb:") != "0000000000003000") return 3;
  if (::setresuid(0, 0, 0) == 0) return 4;
  return ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 5;
}

}  // namespace

TEST_CASE("[M82] system calls that the agent does not need are refused, to what it starts too") {
  if (filtered) CHECK(in_child(few_calls_are_left) == 0);
}

TEST_CASE("[M82] all capabilities but two are given up for good") {
  if (::geteuid() == 0) CHECK(in_child(nothing_else_is_left) == 0);
}

TEST_CASE("[M82] root becomes the user, with two capabilities and no way back") {
  if (::geteuid() == 0) CHECK(in_child(a_user_is_become) == 0);
}

TEST_CASE("a user that is not there, and root, are refused") {
  CHECK(find_account("no-such-user").error().what == "there is no user no-such-user");
  CHECK(find_account("root").error().what == "root is root");
}

TEST_CASE("[M82] what an agent that ran as root left becomes the user's") {
  if (::geteuid() != 0) return;
  const auto nobody = *find_account("nobody");
  const test::TemporaryDirectory directory;
  const auto state = directory.path() / "lib" / "macsecd";
  std::filesystem::create_directories(state / "keys" / "uplink");
  std::ofstream(state / "connections.json") << "{}";
  std::ofstream(state / "keys" / "uplink" / "00") << "k";
  std::ofstream(directory.path() / "elsewhere") << "not ours";
  std::filesystem::create_symlink(directory.path() / "elsewhere", state / "link");

  SECTION("all of it, and nothing behind a symbolic link") {
    REQUIRE(hand_over(state, 0700, nobody));
    struct stat about {};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(state)) {
      REQUIRE(::lstat(entry.path().c_str(), &about) == 0);
      CHECK(about.st_uid == nobody.uid);
    }
    REQUIRE(::stat(state.c_str(), &about) == 0);
    CHECK((about.st_uid == nobody.uid && (about.st_mode & 07777) == 0700));
    REQUIRE(::stat((directory.path() / "elsewhere").c_str(), &about) == 0);
    CHECK(about.st_uid == 0);
    CHECK(hand_over(state, 0700, nobody));
  }
  SECTION("a missing one is made") {
    REQUIRE(hand_over(directory.path() / "new" / "one", 0755, nobody));
    struct stat about {};
    REQUIRE(::stat((directory.path() / "new" / "one").c_str(), &about) == 0);
    CHECK((about.st_uid == nobody.uid && (about.st_mode & 07777) == 0755));
  }
  SECTION("not one that others could write to, or that is another user's") {
    ::chmod(state.c_str(), 0777);
    CHECK_FALSE(hand_over(state, 0700, nobody));
    ::chmod(state.c_str(), 0700);
    REQUIRE(::chown(state.c_str(), 1, 1) == 0);
    CHECK_FALSE(hand_over(state, 0700, nobody));
  }
  SECTION("not what only points to it") {
    std::filesystem::create_directory_symlink(state, directory.path() / "pointer");
    CHECK_FALSE(hand_over(directory.path() / "pointer", 0700, nobody));
  }
}
