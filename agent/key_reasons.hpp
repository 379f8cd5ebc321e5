// Why a key does not work, for a person: the most telling of the facts.
#pragma once

#include <optional>

#include "key_state.hpp"

namespace macsecd {

// Nobody is there who has the key too.
Reason why_no_peer(const KeyFacts& facts);
// Worth telling at once; the others only after a while of silence.
bool speaks_for_itself(const Reason& reason);
// A peer is there, and yet no SAK. Nothing: not known, or it just takes its time.
std::optional<Reason> why_no_sak(const KeyFacts& facts);

}  // namespace macsecd
