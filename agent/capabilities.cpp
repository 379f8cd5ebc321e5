#include "capabilities.hpp"

#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace macsecd {

std::vector<std::string> missing_capabilities() {
  constexpr std::array needed{std::pair{CAP_NET_ADMIN, "CAP_NET_ADMIN"},
                              std::pair{CAP_NET_RAW, "CAP_NET_RAW"}};
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> sets{};
  if (::syscall(SYS_capget, &header, sets.data()) != 0) return {};
  std::vector<std::string> missing;
  for (const auto& [bit, name] : needed)
    if ((sets[0].effective & (1u << bit)) == 0) missing.emplace_back(name);
  return missing;
}

}  // namespace macsecd
