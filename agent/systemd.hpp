// Tells the service manager where we are. Without one, and without libsystemd, nothing happens.
#pragma once

namespace macsecd::systemd {

void ready();
void stopping();

}  // namespace macsecd::systemd
