#include "netlink/kernel_error.hpp"

#include <system_error>

namespace macsecd::netlink {

std::string describe(const KernelError& error) {
  const std::string words = std::generic_category().message(error.os);
  return error.message.empty() ? words : words + " (" + error.message + ")";
}

}  // namespace macsecd::netlink
