// A text with the CAK put in place of its mark, written where only its owner can read it.
#pragma once

#include <string>

#include "command.hpp"
#include "secret_buffer.hpp"

namespace macsecctl {

// The file must be new: an old one may have other owners, permissions, or links.
Result<void> write_private(const std::string& path, std::string_view text, std::string_view mark,
                           const SecretBuffer& secret);

}  // namespace macsecctl
