#include "privileges.hpp"

#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;

constexpr std::array needed{CAP_NET_ADMIN, CAP_NET_RAW};

using CapabilitySets = std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3>;

constexpr std::uint32_t needed_mask() {
  std::uint32_t mask = 0;
  for (const int capability : needed) mask |= 1u << capability;
  return mask;
}

bool set(const CapabilitySets& sets) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  return ::syscall(SYS_capset, &header, sets.data()) == 0;
}

// Of the two, those that there are: who started us may have kept some back.
bool keep_needed_only() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  CapabilitySets sets{};
  if (::syscall(SYS_capget, &header, sets.data()) != 0) return false;
  const std::uint32_t kept = sets[0].permitted & needed_mask();
  CapabilitySets wanted{};
  wanted[0] = {kept, kept, kept};
  // A service manager has seen to it, and keeps the call from us.
  if (std::memcmp(&sets, &wanted, sizeof sets) == 0) return true;
  return set(wanted);
}

// Inherited by what we start, without it being root's.
bool hand_on_needed() {
  bool done = true;
  for (const int capability : needed)
    if (::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) != 0 && errno != EPERM)
      done = false;
  return done;
}

// To the end of those that the kernel knows. Where CAP_SETPCAP is missing somebody has seen to it,
// or nothing could be gained from it under no_new_privs.
bool bound_to_needed() {
  for (int capability = 0; ::prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability) {
    if (capability == CAP_NET_ADMIN || capability == CAP_NET_RAW) continue;
    if (::prctl(PR_CAPBSET_READ, capability, 0, 0, 0) == 1 &&
        ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno != EPERM)
      return false;
  }
  return true;
}

Error cannot_become(const Account& account, const char* what) {
  const int os = errno;
  return {Errc::permission_denied,
          "cannot become user " + account.name + ": " + what + ": " + std::strerror(os),
          "--user is for a start as root; a service manager changes the user itself", os};
}

}  // namespace

Result<void> become(const Account& account) {
  if (::geteuid() == account.uid) return {};
  // A capability that is bounded away stays so: before the user, who may not change that, is there.
  if (!bound_to_needed()) return Failure{cannot_become(account, "bounding its capabilities")};
  if (::prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0)
    return Failure{cannot_become(account, "keeping capabilities")};
  if (::initgroups(account.name.c_str(), account.gid) != 0 ||
      ::setresgid(account.gid, account.gid, account.gid) != 0 ||
      ::setresuid(account.uid, account.uid, account.uid) != 0)
    return Failure{cannot_become(account, "changing user and groups")};
  // KEEPCAPS keeps what is permitted; CAP_SETUID among it would lead back.
  if (!keep_needed_only()) return Failure{cannot_become(account, "keeping two capabilities")};
  if (::setresuid(0, 0, 0) == 0) return Failure{cannot_become(account, "root could be had again")};
  // Another user makes it what fs.suid_dumpable says.
  if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    return Failure{cannot_become(account, "switching core dumps off")};
  return {};
}

std::vector<std::string> give_up_the_rest() {
  std::vector<std::string> missing;
  const auto check = [&](bool done, const char* what) {
    if (!done) missing.push_back(std::string(what) + ": " + std::strerror(errno));
  };
  check(bound_to_needed(), "capabilities that are not needed stay in the bounding set");
  check(keep_needed_only(), "capabilities that are not needed stay");
  check(hand_on_needed(), "teamd does not inherit its capabilities");
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "new privileges could be had");
  return missing;
}

}  // namespace macsecd
