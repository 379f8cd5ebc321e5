#include "secrets/running_time.hpp"

#include <ctime>
#include <fstream>

namespace macsecd {

RunningTime running_time() {
  RunningTime out;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> out.boot_id;
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  out.since_boot = std::chrono::seconds(now.tv_sec);
  return out;
}

}  // namespace macsecd
