// What was done, and yet should be known.
#pragma once

#include "control/json.hpp"

namespace macsecctl {

// The reply's warnings, to standard error.
void warn(const macsec::Json& reply);

}  // namespace macsecctl
