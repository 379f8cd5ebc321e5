#include "systemd.hpp"

#ifdef MACSECD_HAS_SYSTEMD
#include <systemd/sd-daemon.h>
#endif

namespace macsecd::systemd {
namespace {

void tell([[maybe_unused]] const char* state) {
#ifdef MACSECD_HAS_SYSTEMD
  sd_notify(0, state);
#endif
}

}  // namespace

std::vector<macsec::UniqueFd> take_sockets() {
  std::vector<macsec::UniqueFd> sockets;
#ifdef MACSECD_HAS_SYSTEMD
  const int count = sd_listen_fds(/*unset_environment=*/1);
  for (int i = 0; i < count; ++i) sockets.emplace_back(SD_LISTEN_FDS_START + i);
#endif
  return sockets;
}

void ready() { tell("READY=1"); }
void stopping() { tell("STOPPING=1"); }

std::optional<std::chrono::microseconds> longest_silence() {
#ifdef MACSECD_HAS_SYSTEMD
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(/*unset_environment=*/0, &microseconds) > 0)
    return std::chrono::microseconds(microseconds);
#endif
  return std::nullopt;
}

void alive() { tell("WATCHDOG=1"); }

}  // namespace macsecd::systemd
