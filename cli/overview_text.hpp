// One line per connection; members of a LAG stand together.
#pragma once

#include <string>

#include "control/json.hpp"
#include "style.hpp"

namespace macsecctl {

std::string overview_text(const macsec::Json& reply, const Style& style);

}  // namespace macsecctl
