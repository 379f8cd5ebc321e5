// A diagnosis for people.
#pragma once

#include <string>

#include "control/json.hpp"
#include "style.hpp"

namespace macsecctl {

// The verdict, what to do, what was seen, and what else is not as it should be.
std::string diagnosis_text(const macsec::Json& diagnosis, const Style& style);

}  // namespace macsecctl
