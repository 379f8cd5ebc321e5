// One connection in full, for people: sections with a line per fact.
#pragma once

#include <string>

#include "control/json.hpp"
#include "style.hpp"

namespace macsecctl {

std::string connection_text(const macsec::Json& connection, const Style& style);

}  // namespace macsecctl
