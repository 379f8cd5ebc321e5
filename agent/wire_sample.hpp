// What is on a link beside MACsec, as far as it tells why key agreement does not get on.
#pragma once

#include <cstdint>
#include <optional>

#include "mka/types.hpp"

namespace macsecd {

struct WireSample {
  struct Kind {
    std::uint64_t frames = 0;
    std::optional<mka::MacAddress> from{};  // the first one's source
  };
  Kind tagged_mka{};  // in a VLAN
  Kind other_mka{};   // under another EtherType than ours
  Kind eap{};         // EAPOL that is not MKA
  Kind bpdus{};       // of spanning tree: a bridge speaks
  Kind lldp{};
  Kind clear{};       // users' frames
  Kind own{};         // with our own address as source
  bool full = false;  // no more was looked at
};

// One frame that came in: its first octets, from the destination address on.
struct WireFrame {
  mka::Bytes octets;
  bool tagged = false;  // the VLAN tag itself was taken off
};

void note(WireSample& sample, const WireFrame& frame, const mka::MacAddress& own,
          std::uint16_t eapol_ether_type);

}  // namespace macsecd
