// How long the machine has run, sleep included: the only time that nobody can set.
#pragma once

#include <chrono>
#include <string>

namespace macsecd {

struct RunningTime {
  std::string boot_id;  // of this run of the kernel; empty: not known
  std::chrono::seconds since_boot{0};
};

RunningTime running_time();

}  // namespace macsecd
