// What is told of a connection's macsec device.
#pragma once

#include "control/json.hpp"
#include "sections.hpp"

namespace macsecctl {

void add_device(Sections& out, const macsec::Json& connection);

}  // namespace macsecctl
