#include "teamd.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "clock.hpp"
#include "control/unique_fd.hpp"
#include "control/unix_address.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;

constexpr mka::Duration pace{100};
constexpr int most_looks = 100;  // it takes 0.1 s; after 10 s it hangs

// fast_rate: a member that the peer has closed is left within 3 s instead of 90. tx_hash: between
// two routers the MAC addresses are always the same.
constexpr const char* config =
    R"({"runner":{"name":"lacp","active":true,"fast_rate":true,)"
    R"("tx_hash":["eth","vlan","ipv4","ipv6","tcp","udp"]},"link_watch":{"name":"ethtool"}})";

Error cannot_start(const std::string& device, const std::string& why) {
  return {Errc::internal, "teamd does not start for " + device + ": " + why,
          "its own words are in the system's log: journalctl -t teamd_" + device};
}

// In a session of its own, without our descriptors and our environment.
int spawn(pid_t& child, std::array<const char*, 7> arguments) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&files, 0, 1);
  posix_spawn_file_actions_adddup2(&files, 0, 2);
  posix_spawn_file_actions_addclosefrom_np(&files, 3);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);
  const std::array<char*, 2> environment{const_cast<char*>("PATH=/usr/sbin:/usr/bin:/sbin:/bin"),
                                         nullptr};
  int failed = ENOENT;
  for (const char* program : {"/usr/bin/teamd", "/usr/sbin/teamd"}) {
    failed = posix_spawn(&child, program, &files, &attributes,
                         const_cast<char* const*>(arguments.data()), environment.data());
    if (failed != ENOENT) break;
  }
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return failed;
}

}  // namespace

bool Teamd::serves(const std::string& device) {
  const auto address = macsec::unix_address("/run/teamd/" + device + ".sock");
  const macsec::UniqueFd fd(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!address || !fd) return false;
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0)
    return true;
  return errno == EAGAIN;  // it is there, and busy
}

// -N: the device stays if the daemon ends, with its addresses. -o: it is taken over later.
Result<void> Teamd::start(const std::string& device) {
  if (child_) return {};
  pid_t child = 0;
  const int failed = spawn(child, {"teamd", "-doN", "-t", device.c_str(), "-c", config, nullptr});
  if (failed == ENOENT)
    return Failure{{Errc::kernel_unsupported,
                    "teamd is not installed, and LACP over MACsec devices needs it",
                    "apt-get install libteam-utils, or choose --type active-backup"}};
  if (failed != 0) return Failure{cannot_start(device, std::strerror(failed))};
  child_ = child;
  looks_ = 0;
  watch_.set(now() + pace, [this, device] { look(device); });
  return {};
}

// It goes into the background when it serves; what we started ends then.
void Teamd::look(const std::string& device) {
  int status = 0;
  const pid_t ended = ::waitpid(*child_, &status, WNOHANG);
  if (ended == 0 && ++looks_ == most_looks) ::kill(*child_, SIGKILL);
  if (ended == 0) return watch_.set(now() + pace, [this, device] { look(device); });
  child_.reset();
  const bool well = ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  ended_(well ? std::nullopt : std::optional(cannot_start(device, "it gave up")));
}

}  // namespace macsecd
