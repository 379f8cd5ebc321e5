// What the methods about LAGs share.
#pragma once

#include <string>

#include "methods/methods.hpp"

namespace macsecd::methods {

inline std::string lag_name(const macsec::Call& call) { return call.text("lagName").value_or(""); }

// As it is described; null if it is not there, as after a dry run.
macsec::Json lag_json(Agent agent, const std::string& name);

}  // namespace macsecd::methods
