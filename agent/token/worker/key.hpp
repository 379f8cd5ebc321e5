// The one AES key that a URI names in a token, checked before it is used.
#pragma once

#include <cstddef>

#include "token/worker/session.hpp"

namespace macsecd::token {

struct Key {
  CK_OBJECT_HANDLE handle = 0;
  std::size_t size = 0;  // 16 or 32 octets
};

// Refuses a key that could be taken out of the token: then it need not be there.
Outcome<Key> find_key(const Session& session, const Uri& uri);

// A fresh AES-256 key as the URI names it, for wrapping; refused if there is one.
std::optional<Trouble> create_key(const Session& session, const Uri& uri);

}  // namespace macsecd::token
