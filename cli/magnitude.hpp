// Numbers of any size in a few characters.
#pragma once

#include <string>
#include <string_view>

namespace macsecctl {

// 1234567 of B/s: 1.23 MB/s
std::string magnitude(double value, std::string_view unit);

}  // namespace macsecctl
