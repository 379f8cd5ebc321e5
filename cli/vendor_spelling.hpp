// Names of keys and cipher suites as the vendor at the other end prints them, so that a person can
// compare by eye. JSON has one spelling for all; only text is respelled.
#pragma once

#include "control/json.hpp"
#include "style.hpp"

namespace macsecctl {

// A connection of the agent, every CKN and suite in it as its profile's vendor writes them. The
// style's choice of upper or lower case goes first.
macsec::Json respelled(const macsec::Json& connection, const Style& style);

}  // namespace macsecctl
