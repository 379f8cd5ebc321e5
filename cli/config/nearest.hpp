// What somebody may have meant who mistyped a word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace macsecctl {

// The word that differs least, if that is little; else "".
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace macsecctl
