#include "sandbox.hpp"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace macsecd {
namespace {

// Still root: it may raise the limit, and will not need CAP_IPC_LOCK later.
bool unlimited_lock() {
  rlimit lockable{};
  ::getrlimit(RLIMIT_MEMLOCK, &lockable);
  if (lockable.rlim_cur == RLIM_INFINITY) return true;
  lockable = {RLIM_INFINITY, RLIM_INFINITY};
  return ::setrlimit(RLIMIT_MEMLOCK, &lockable) == 0;
}

}  // namespace

std::vector<std::string> protect_secrets() {
  std::vector<std::string> missing;
  const auto check = [&](int result, const char* what) {
    if (result != 0) missing.push_back(std::string(what) + ": " + std::strerror(errno));
  };
  check(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "core dumps stay possible");
  const rlimit none{0, 0};
  check(::setrlimit(RLIMIT_CORE, &none), "core dumps stay possible");
  // Under a limit the lock would make later allocations fail.
  if (!unlimited_lock()) {
    missing.emplace_back(
        "memory may be swapped out: RLIMIT_MEMLOCK is set (LimitMEMLOCK=infinity)");
    return missing;
  }
  // On fault: pages of libraries that are never touched need not be resident.
  check(::mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT), "memory may be swapped out");
  return missing;
}

}  // namespace macsecd
