// Whether hardware protects the frames of a connection.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "control/json.hpp"
#include "members.hpp"
#include "mka/types.hpp"
#include "netlink/offload.hpp"

namespace macsecd {

enum class OffloadWish : std::uint8_t {
  off,
  automatic,  // where there is hardware that takes it, else in software
  mac,        // in the network adapter, or not at all
  phy,        // in its transceiver, or not at all
};

struct OffloadSettings {
  OffloadWish wish = OffloadWish::off;
  bool operator==(const OffloadSettings&) const = default;
};

void read_offload(Members& in, OffloadSettings& into);
// Some drivers of transceivers take an XPN SAK without a word, and count its frames in 32 bits.
void check_offload(Members& in, const OffloadSettings& settings, mka::CipherSuite suite);
macsec::Json to_json(const OffloadSettings& settings);

// The hardware to try, best first.
std::vector<netlink::Offload> offload_attempts(OffloadWish wish, mka::CipherSuite suite);
// Where a device may be at work that is there already.
std::vector<netlink::Offload> accepted_offloads(OffloadWish wish);

}  // namespace macsecd
