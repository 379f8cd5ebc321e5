// Distributed SAK (802.1X figures 11-11 and 11-12), type 4.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "mka/types.hpp"
#include "wire/parameter_set.hpp"

namespace mka::wire {

struct DistributedSak {
  // RFC 3394: the SAK's length + 8.
  struct WrappedSak {
    std::array<std::uint8_t, 40> octets{};
    std::size_t size = 0;  // 24 or 40
    bool operator==(const WrappedSak&) const = default;
    Bytes view() const { return {octets.data(), size}; }
  };

  bool without_macsec = false;  // body 0; the rest is then meaningless
  An an{};
  std::uint8_t confidentiality_code = 0;  // 0..3
  std::uint32_t key_number = 0;
  std::uint64_t cipher_suite_id = 0;  // as sent; GCM-AES-128 for the short form
  bool short_form = false;            // body 28, which is how GCM-AES-128 is always sent
  WrappedSak wrapped{};
  bool operator==(const DistributedSak&) const = default;

  // Nothing for an unknown identifier or one whose SAK length is not that of the body.
  std::optional<CipherSuite> suite() const;
};

// Nothing if the body has not 0, 28, 36 or 52 octets. Whether the suite is known is not asked here.
std::optional<DistributedSak> decode_distributed_sak(const ParameterSet& set);
void encode(Writer& out, const DistributedSak& distributed);

}  // namespace mka::wire
