// Arguments are visible to every user of the machine: key bytes do not belong there.
#pragma once

#include <span>
#include <string>

namespace macsecctl {

// True if somebody put a CAK on the command line; its digits are overwritten, so that ps(1) and
// /proc/PID/cmdline do not show them any longer.
bool scrub_cak(std::span<char*> arguments);

// A sentence without any run of digits that might be a key: usage errors quote what was typed.
std::string without_keys(const std::string& sentence);

}  // namespace macsecctl
