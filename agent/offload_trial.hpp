// Hands the work of a macsec device to hardware, if the hardware can do all of it: what its driver
// refuses is found out before there is a key.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "macsec_link.hpp"
#include "mka/config.hpp"
#include "mka/random.hpp"
#include "netlink/offload.hpp"

namespace macsecd {

struct OffloadTrial {
  std::uint32_t device = 0;  // its ifindex; it has no SC and no SA
  mka::MacAddress mac{};
  mka::PortPolicy policy{};
  std::vector<netlink::Offload> attempts{};  // in this order
};

struct OffloadVerdict {
  netlink::Offload in_effect = netlink::Offload::off;
  std::vector<std::string> refusals{};  // "mac: Operation not supported", in the kernel's words
};

// The first attempt that works, else software. Offloaded, the device is down afterwards.
Outcome<OffloadVerdict> try_offload(netlink::Kernel& kernel, mka::Random& random,
                                    const OffloadTrial& trial);

}  // namespace macsecd
