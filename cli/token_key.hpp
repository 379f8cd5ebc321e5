// A key whose CAK is in a PKCS#11 token.
#pragma once

#include <optional>
#include <string>

#include "control/error.hpp"

namespace macsecctl {

// Before it goes anywhere: what would let the PIN be seen.
std::optional<macsec::Error> complaint_about_uri(const std::string& uri);

}  // namespace macsecctl
