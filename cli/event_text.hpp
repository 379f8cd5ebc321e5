// Events for people: one line each.
#pragma once

#include <string>

#include "command.hpp"

namespace macsecctl {

// The connection that it is about, or the LAG; empty: neither.
std::string subject_of(const Json& event);
Colour colour_of(const Json& event);  // by its severity

// The time in full, and a newline.
std::string event_line(const Json& event, const Style& style);
// The time of the day only, cut to style.columns.
std::string short_event_line(const Json& event, const Style& style);
// sak-rotated 01-31 12:00
std::string last_event_text(const Json& event);

}  // namespace macsecctl
