// The keys of the vault: a vault key encrypts the records, a master key wraps the vault key.
#pragma once

#include <string>

#include "mka/secret.hpp"

namespace macsecd {

using VaultKey = mka::Secret<struct VaultKeyTag, 32>;
using MasterKey = mka::Secret<struct MasterKeyTag, 32>;

// Names a vault key: 16 hexadecimal digits, drawn with it.
using VaultKeyId = std::string;

}  // namespace macsecd
