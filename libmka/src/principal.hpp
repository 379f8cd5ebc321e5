// Which of a port's participants the SecY follows (802.1X 9.3.2 with several pre-shared keys).
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "mka/time.hpp"

namespace mka {

// What counts of one participant; the list is in order of preference, newest key first.
struct PrincipalFacts {
  std::size_t live_peers = 0;
  Time live_since{};          // all of them; meaningful if there are any
  bool elected_self = false;  // we are its key server
  std::optional<Time>
      sak_offered{};  // as client: when its key server first offered the present SAK
};

// As key server the most preferred key with a live peer, once it has been live for `settle`; as
// client the key in which the key server distributes; otherwise any live one; otherwise the current
// one. In a group no station is left behind for a better key: one that reaches more peers is
// preferred.
std::optional<std::size_t> choose_principal(std::optional<std::size_t> current,
                                            std::span<const PrincipalFacts> participants, Time now,
                                            Duration settle);

}  // namespace mka
