// What files and credentials do alike: a master key of 32 octets that is at hand wraps the vault
// key with AES-256-GCM.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "control/json.hpp"
#include "control/result.hpp"
#include "mka/random.hpp"
#include "vault/vault_key.hpp"

namespace macsecd {

// 32 raw octets, or 64 hexadecimal digits and perhaps a newline.
std::optional<MasterKey> master_key_from(std::span<const std::uint8_t> octets);
// Names it without telling it: eight octets of a keyed digest, in hexadecimal.
std::string id_of(const MasterKey& key);

macsec::Result<macsec::Json> wrap_with(const MasterKey& master, const VaultKey& key,
                                       const VaultKeyId& id, mka::Random& random);
// Which master key wrapped it.
std::string master_key_id(const macsec::Json& wrapped);
// Nothing: it was not wrapped by this one, or was tampered with.
std::optional<VaultKey> unwrap_with(const MasterKey& master, const macsec::Json& wrapped,
                                    const VaultKeyId& id);

}  // namespace macsecd
