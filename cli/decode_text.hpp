// A whole explained capture (capture/report.hpp) for people.
#pragma once

#include <string>

#include "control/json.hpp"
#include "style.hpp"

namespace macsecctl {

std::string decode_text(const macsec::Json& report, const Style& style);

}  // namespace macsecctl
