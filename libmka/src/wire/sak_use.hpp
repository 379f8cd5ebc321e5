// MACsec SAK Use (802.1X figure 11-10), type 3.
#pragma once

#include <cstdint>
#include <optional>

#include "mka/types.hpp"
#include "wire/parameter_set.hpp"

namespace mka::wire {

struct SakUse {
  struct Key {
    Ki ki{};  // all zero: absent
    An an{};
    bool transmits = false;
    bool receives = false;
    std::uint32_t lowest_pn = 1;  // low 32 bits; never sent as 0
    bool present() const { return ki != Ki{}; }
    bool operator==(const Key&) const = default;
  };
  Key latest{};
  Key old{};
  bool plain_transmit = false;
  bool plain_receive = false;
  bool delay_protect = false;
  bool without_keys = false;  // body 0: the sender is not going to use MACsec
  bool operator==(const SakUse&) const = default;
};

// Nothing if the body has neither 0 nor 40 octets.
std::optional<SakUse> decode_sak_use(const ParameterSet& set);
void encode(Writer& out, const SakUse& use);

}  // namespace mka::wire
