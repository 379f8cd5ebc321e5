// What a service manager hands over, and is told. Without one, and without libsystemd, nothing
// happens.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "control/unique_fd.hpp"

namespace macsecd::systemd {

// Sockets it listens on for us (macsecd.socket). Once: nobody whom we start inherits them.
std::vector<macsec::UniqueFd> take_sockets();

void ready();
void stopping();

// How long we may be silent (WatchdogSec=); nothing: nobody watches.
std::optional<std::chrono::microseconds> longest_silence();
void alive();

}  // namespace macsecd::systemd
