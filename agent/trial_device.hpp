// Tries a cipher suite on an interface for real: a macsec device of a reserved name, never brought
// up, takes a random SAK and is deleted again, within milliseconds. While it exists the interface's
// own traffic passes as before: a device that validates strictly takes no frame of it.
#pragma once

#include <optional>

#include "control/error.hpp"
#include "mka/random.hpp"
#include "netlink/kernel.hpp"

namespace macsecd {

// What the kernel refused, and why.
std::optional<macsec::Error> try_suite(netlink::Kernel& kernel, mka::Random& random,
                                       const netlink::Link& parent, mka::CipherSuite suite);

}  // namespace macsecd
