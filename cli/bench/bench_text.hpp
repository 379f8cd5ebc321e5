// What bench found, for people: a table, and what it means for the port.
#pragma once

#include "command.hpp"

namespace macsecctl {

std::string bench_text(const Json& bench, const Style& style);

}  // namespace macsecctl
