// A pair that serves two connections: allowed, but worth a warning.
#pragma once

#include <string>
#include <vector>

#include "key_state.hpp"
#include "keychain.hpp"

namespace macsecd {

// `other`: the keys of another connection, of that name.
std::vector<Reason> key_reuse(const Key& key, const std::string& other, const Keychain& keys);

}  // namespace macsecd
