// JSON as it travels on the control socket: members keep the order in which they were written.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace macsec {

using Json = nlohmann::ordered_json;

// One line; octets that are not UTF-8 (a kernel's name for an interface) become U+FFFD.
inline std::string to_text(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace macsec
