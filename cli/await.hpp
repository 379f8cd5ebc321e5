// Waiting for a connection to reach a state, with the state and its reasons if it does not.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "command.hpp"

namespace macsecctl {

inline constexpr const char* default_timeout = "30";

Result<Json> describe(Client& client, const std::string& name);

// The connection as it is when `reached` holds.
Result<Json> await(Client& client, const std::string& name, const std::string& what,
                   std::chrono::seconds timeout, const std::function<bool(const Json&)>& reached);

bool is_secured(const Json& connection);

}  // namespace macsecctl
