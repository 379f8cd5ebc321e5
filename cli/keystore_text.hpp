// The agent's store of secrets, for a person.
#pragma once

#include <string>

#include "command.hpp"

namespace macsecctl {

// Open, and every secret can be read.
bool is_sound(const Json& reply);
std::string keystore_text(const Json& reply, const Style& style);

}  // namespace macsecctl
