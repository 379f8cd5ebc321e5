// What users of a link notice of a changed setting.
#pragma once

#include <string>
#include <string_view>

namespace macsecctl {

// Empty: nothing.
std::string disturbance_of(std::string_view setting, std::string_view wanted);

}  // namespace macsecctl
