// A key of a connection, and waiting until it secures the link.
#pragma once

#include <string>

#include "await.hpp"

namespace macsecctl {

// The key of this connection that has the CKN, or null.
const Json& key_of(const Json& connection, const std::string& ckn);

// {"key": ...} and what is said of it. Ends early when nothing can come of it any more.
Result<Value> await_key(Client& client, const std::string& name, const std::string& ckn,
                        std::chrono::seconds timeout);

}  // namespace macsecctl
