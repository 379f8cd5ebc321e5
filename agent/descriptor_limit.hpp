// Each link needs descriptors of its own: as many as we may have, up to what 10,000 links need.
#pragma once

#include <sys/resource.h>

#include <algorithm>

namespace macsecd {

inline constexpr rlim_t enough_descriptors = 65536;

inline void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, enough_descriptors));
  ::setrlimit(RLIMIT_NOFILE, &limit);  // what there is must do otherwise: clients get less
}

}  // namespace macsecd
