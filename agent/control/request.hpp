// One message of a client, decoded. The shape is judged before the parser allocates for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "control/json.hpp"

namespace macsec {

struct Request {
  std::string method;
  Json parameters = Json::object();
  bool oneway = false;
  bool more = false;
};

// Nothing for what is not JSON, nested too deeply, of too many values, or no method call.
std::optional<Request> decode_request(std::string_view text);

}  // namespace macsec
