// Warnings of a reply, for people: on standard error.
#pragma once

#include "control/json.hpp"

namespace macsecctl {

void print_warnings(const macsec::Json& reply);

}  // namespace macsecctl
