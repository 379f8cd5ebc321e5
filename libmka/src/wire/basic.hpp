// Basic parameter set (802.1X figure 11-8): first in every MKPDU.
#pragma once

#include <cstdint>

#include "mka/types.hpp"

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
};

}  // namespace mka::wire
