// When a connection that may carry clear text does so. It may change while the link is secured.
#pragma once

#include <cstdint>

#include "control/json.hpp"
#include "members.hpp"
#include "mka/config.hpp"

namespace macsecd {

struct ClearSettings {
  // After link up MKA has so long to secure the link first; 0: clear text passes at once.
  std::uint32_t clear_after_ms = 6000;

  bool operator==(const ClearSettings&) const = default;
};

void read_clear(Members& in, ClearSettings& into);
// What read_clear() reads.
macsec::Json to_json(const ClearSettings& settings);
void apply(const ClearSettings& settings, mka::PortPolicy& policy);

}  // namespace macsecd
