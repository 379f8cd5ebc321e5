// A key's entry in the state file: its name, its place and what the operator wants of it. No
// secret.
#pragma once

#include <optional>

#include "control/json.hpp"
#include "keychain.hpp"

namespace macsecd {

macsec::Json to_json(const Key& key);
// The key without its CAK; nothing if the entry makes no sense.
std::optional<Key> key_from(const macsec::Json& entry);

}  // namespace macsecd
