// A number of a call that has bounds; nothing where none is given.
#pragma once

#include <cstdint>
#include <optional>

#include "control/call.hpp"
#include "control/result.hpp"

namespace macsecd::methods {

macsec::Result<std::optional<std::int64_t>> number_within(const macsec::Call& call,
                                                          const char* name, std::int64_t least,
                                                          std::int64_t most);

}  // namespace macsecd::methods
