// A rotation and its preflight as JSON.
#pragma once

#include <optional>
#include <vector>

#include "control/json.hpp"
#include "describe.hpp"
#include "preflight.hpp"

namespace macsecd {

macsec::Json describe_rotation(const std::optional<RotationView>& rotation);
macsec::Json describe(const std::vector<Check>& checks);

}  // namespace macsecd
