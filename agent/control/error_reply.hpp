// An Error as the error reply of a method, and back.
#pragma once

#include <string_view>

#include "control/error.hpp"
#include "control/json.hpp"

namespace macsec {

inline constexpr std::string_view agent_interface = "org.macsecd.Agent";

Json error_reply(const Error& error);  // {"error": "org.macsecd.Agent.Busy", "parameters": {...}}
// Any reply with a member "error", also those of org.varlink.service.
Error error_from_reply(const Json& reply);

}  // namespace macsec
