// A key of ours, encrypted and decrypted by a key that never leaves the token.
#pragma once

#include "token/worker/key.hpp"

namespace macsecd::token {

// With AES-GCM where the token offers it, and then bound to the context; else with AES key wrap
// (RFC 3394). The first octet of what comes out says which.
Outcome<Payload> wrap(const Session& session, const Key& wrapping_key, const Payload& key,
                      const std::string& context);
Outcome<Payload> unwrap(const Session& session, const Key& wrapping_key, const Payload& wrapped,
                        const std::string& context);

}  // namespace macsecd::token
