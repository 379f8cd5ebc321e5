// LAGs for people: one line each for the overview, or all there is to know of one.
#pragma once

#include <string>

#include "command.hpp"

namespace macsecctl {

// A line per LAG and per member; empty if there is none.
std::string lags_overview(const Json& reply, const Style& style);
std::string lag_text(const Json& lag, const Style& style);
// What becomes of those who join, a line each.
std::string changes_text(const Json& reply);

}  // namespace macsecctl
