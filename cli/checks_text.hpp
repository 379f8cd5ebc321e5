// A list of checks for people.
#pragma once

#include <string>

#include "control/json.hpp"
#include "style.hpp"

namespace macsecctl {

// One line per check, with what to do below what is not well.
std::string check_lines(const macsec::Json& checks, const Style& style);

}  // namespace macsecctl
