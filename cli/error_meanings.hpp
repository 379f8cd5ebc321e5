// What an error means in half a sentence, as docs/errors.md has it.
#pragma once

#include <string_view>
#include <vector>

#include "control/error.hpp"

namespace macsecctl {

struct ErrorMeaning {
  macsec::Errc code;
  std::string_view meaning;
};

// All errors, in the order of their exit statuses.
std::vector<ErrorMeaning> error_meanings();

}  // namespace macsecctl
