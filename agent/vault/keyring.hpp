// Which vault key is in use, and how it is wrapped. While the vault moves to another one, the
// previous is there, too.
#pragma once

#include <optional>
#include <string>

#include "control/json.hpp"
#include "vault/vault_key.hpp"
#include "wall_clock.hpp"

namespace macsecd {

struct WrappedKey {
  VaultKeyId id;
  std::string provider;  // of the master key: credential, file, pkcs11
  WallTime created_at{};
  macsec::Json wrapped = macsec::Json::object();  // the provider's own; no secret without it
};

struct Keyring {
  WrappedKey active;
  std::optional<WrappedKey> previous{};
};

macsec::Json to_json(const Keyring& keyring);
std::optional<Keyring> keyring_from(const macsec::Json& json);

}  // namespace macsecd
