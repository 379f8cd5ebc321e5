// A rotation as JSON.
#pragma once

#include <optional>

#include "control/json.hpp"
#include "describe.hpp"

namespace macsecd {

macsec::Json describe_rotation(const std::optional<RotationView>& rotation);

}  // namespace macsecd
