// One line per connection.
#pragma once

#include <string>

#include "control/json.hpp"
#include "style.hpp"

namespace macsecctl {

std::string overview_text(const macsec::Json& reply, const Style& style);

// Clear text may pass through this connection right now.
bool passes_clear_text(const macsec::Json& connection);

}  // namespace macsecctl
