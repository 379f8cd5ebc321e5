#include "sandbox.hpp"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace macsecd {

std::vector<std::string> protect_secrets() {
  std::vector<std::string> missing;
  const auto check = [&](int result, const char* what) {
    if (result != 0) missing.push_back(std::string(what) + ": " + std::strerror(errno));
  };
  check(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "core dumps stay possible");
  const rlimit none{0, 0};
  check(::setrlimit(RLIMIT_CORE, &none), "core dumps stay possible");
  rlimit lockable{};
  ::getrlimit(RLIMIT_MEMLOCK, &lockable);
  // Under a limit the lock would make later allocations fail.
  if (lockable.rlim_cur != RLIM_INFINITY && ::geteuid() != 0) {
    missing.emplace_back("memory may be swapped out: RLIMIT_MEMLOCK is set");
    return missing;
  }
  // On fault: pages of libraries that are never touched need not be resident.
  check(::mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT), "memory may be swapped out");
  return missing;
}

}  // namespace macsecd
