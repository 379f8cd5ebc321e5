// Text for a terminal. Interface names may hold any octet, and events quote what peers said:
// nothing of that may move the cursor or change colours.
#pragma once

#include <string>
#include <string_view>

namespace macsecctl {

// Control characters become '?'.
std::string printable(std::string_view text);

// Characters, not octets: continuation octets of UTF-8 take no room.
std::size_t width_of(std::string_view text);
// At most so many characters; what is cut ends with an ellipsis.
std::string cut(std::string text, std::size_t width);

}  // namespace macsecctl
