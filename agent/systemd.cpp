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

void ready() { tell("READY=1"); }
void stopping() { tell("STOPPING=1"); }

}  // namespace macsecd::systemd
