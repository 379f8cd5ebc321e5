// Basic parameter set (802.1X figure 11-8): first in every MKPDU.
#pragma once

#include <cstdint>
#include <optional>

#include "mka/types.hpp"
#include "wire/parameter_set.hpp"

namespace mka::wire {

struct Basic {
  std::uint8_t mka_version = 1;
  std::uint8_t key_server_priority = 0;
  bool key_server = false;
  bool macsec_desired = false;
  MacsecCapability capability = MacsecCapability::none;
  Sci sci;
  Mi mi;
  Mn mn = 0;
  std::uint32_t algorithm_agility = 0;
  Ckn ckn;
  bool operator==(const Basic&) const = default;
};

// The Basic set's header has a version where the others have a type; nothing if the body is not 29
// to 60 octets long or not all there.
std::optional<Basic> decode_basic(Reader& in);
void encode(Writer& out, const Basic& basic);

}  // namespace mka::wire
