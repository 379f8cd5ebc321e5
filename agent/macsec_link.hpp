// The life of the macsec device of a port: made or adopted, cleaned, brought up, deleted. Refusals
// are errors for a person, with the kernel's own words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "control/error.hpp"
#include "mka/result.hpp"
#include "netlink/kernel.hpp"

namespace macsecd {

template <typename T>
using Outcome = mka::Result<T, macsec::Error>;

struct MacsecLinkWish {
  std::string parent;  // name of the interface, for the messages
  netlink::MacsecLinkRequest request;
  bool vlan_allowed = false;
  bool keep_session = false;
  bool keep_clear = false;                                        // open in clear, it stays so
  std::vector<netlink::Offload> offloads{netlink::Offload::off};  // of one that is there already
  bool foreign = false;  // one that is there already is somebody else's
};

struct MacsecLink {
  std::uint32_t ifindex = 0;
  bool created = false;  // otherwise adopted
  netlink::Offload offload = netlink::Offload::off;
  std::optional<mka::HeldSecy> held{};  // what an agent before us left, still at work
};

// Creates the device, or adopts the one of that name if it is on this parent, with this SCI, suite
// and ICV length. An adopted one keeps its session if the wish says so and it has one, where the
// wish accepts it, and stays open in clear likewise; otherwise it is made dormant and loses its SCs
// and SAs.
Outcome<MacsecLink> create_or_adopt_device(netlink::Kernel& kernel, const MacsecLinkWish& wish);

// All SAs and SCs go, transmit first: a SAK that was used must never be used again.
Outcome<void> remove_stale_sas(netlink::Kernel& kernel, std::uint32_t ifindex);

// Needs the parent up (ENETDOWN otherwise).
Outcome<void> bring_up(netlink::Kernel& kernel, const std::string& name, std::uint32_t ifindex);

Outcome<void> delete_device(netlink::Kernel& kernel, std::uint32_t ifindex);  // gone already: done

// The error for a person when the kernel refused `what` ("eth3: cannot create macsec0").
macsec::Error refused(std::string what, const netlink::KernelError& error);

}  // namespace macsecd
