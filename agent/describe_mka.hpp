// The key agreement of one port as JSON, under the leaf names of the IEEE 802.1X YANG model.
#pragma once

#include <optional>

#include "control/json.hpp"
#include "mka/status.hpp"

namespace macsecd {

struct MkaFacts {
  bool active = false;  // MKA is at work
  bool every_key_failed = false;
  std::uint8_t actor_priority = 0;
};

macsec::Json describe_mka(const std::optional<mka::KayStatus>& status, const MkaFacts& facts);

}  // namespace macsecd
