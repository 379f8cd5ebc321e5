// What the methods about secrets share.
#pragma once

#include "describe_secret.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {

std::string secret_name(const macsec::Call& call);
// Of a grant: connectionName and secretName are patterns.
Grant grant_of(const macsec::Call& call);
// By secretName; or by connectionName and ckn, which for a LAG are several.
macsec::Result<std::vector<std::string>> secrets_named(Agent agent, const macsec::Call& call);

}  // namespace macsecd::methods
