// How old a key may become before that is told. Nothing ends with it: rotation is the operator's.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "control/json.hpp"
#include "key_session.hpp"
#include "key_state.hpp"
#include "members.hpp"
#include "wall_clock.hpp"

namespace macsecd {

struct KeyAgeSettings {
  std::uint32_t max_key_age_seconds = 90 * 24 * 3600;  // 0: it is never told

  bool operator==(const KeyAgeSettings&) const = default;
};

void read_key_age(Members& in, KeyAgeSettings& into);
// What read_key_age() reads.
macsec::Json to_json(const KeyAgeSettings& settings);

// By the clock on the wall, which may have been set: never negative.
std::chrono::seconds key_age(WallTime created_at, WallTime present);
// A fallback key has no life time.
std::optional<Reason> key_age_reason(const KeyAgeSettings& settings, KeySession session,
                                     std::chrono::seconds age);

}  // namespace macsecd
