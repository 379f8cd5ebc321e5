// Keeps the parent's own network stack quiet: whatever arrives in clear is the macsec device's
// business alone, and nothing answers or routes it beside that. Matters wherever clear frames may
// pass, and where hardware decrypts below the parent.
#pragma once

#include <string>
#include <vector>

#include "macsec_link.hpp"
#include "netlink/interface_conf.hpp"

namespace macsecd {

// What it was before.
Outcome<netlink::InterfaceConf> read_hygiene(netlink::Kernel& kernel, const netlink::Link& parent);
// Quiet, as it has to be while a connection uses it.
Outcome<void> make_quiet(netlink::Kernel& kernel, const netlink::Link& parent);
Outcome<void> restore_hygiene(netlink::Kernel& kernel, const netlink::Link& parent,
                              const netlink::InterfaceConf& before);

// IP addresses of the interface: they receive and answer outside MACsec.
std::vector<std::string> addresses_of(const std::string& interface);

}  // namespace macsecd
