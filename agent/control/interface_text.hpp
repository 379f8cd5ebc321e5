// The interface descriptions that are part of the program (generated from the .varlink files).
#pragma once

#include <string_view>

namespace macsec {

extern const std::string_view agent_description;
extern const std::string_view service_description;

}  // namespace macsec
