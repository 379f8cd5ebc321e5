// A rotation's entry in the state file: what was asked for. No secret.
#pragma once

#include <optional>

#include "control/json.hpp"
#include "rotation.hpp"

namespace macsecd {

// 0: as soon as the traffic has moved.
inline constexpr std::chrono::seconds longest_bake{30 * 24 * 3600};

macsec::Json to_json(const Rotation& rotation);
// Nothing: not as written here.
std::optional<Rotation> rotation_from(const macsec::Json& entry);

}  // namespace macsecd
