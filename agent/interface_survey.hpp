// Collects the facts of an interface and of the kernel that a check is decided from.
#pragma once

#include "connection.hpp"
#include "interface_check.hpp"
#include "kernel_check.hpp"
#include "world.hpp"

namespace macsecd {

// `present`: the connection that is on the interface already, or nothing.
InterfaceFacts survey_interface(const World& world, const ConnectionSettings& wish,
                                const Connection* present);
// Tries the suite, unless the interface is not fit for it.
KernelFacts survey_kernel(const World& world, const InterfaceFacts& interface);

}  // namespace macsecd
