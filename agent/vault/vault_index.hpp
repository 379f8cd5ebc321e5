// Which secrets there are, and in which record each is. Authenticated under the vault key; only one
// that was verified decides anything.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "control/json.hpp"
#include "vault/secret_entry.hpp"
#include "vault/vault_key.hpp"

namespace macsecd {

struct VaultIndex {
  std::uint64_t counter = 0;      // rises with each index written
  std::uint64_t last_record = 0;  // the highest version given away
  VaultKeyId vault_key{};         // that authenticates it
  std::map<std::string, SecretEntry, std::less<>> secrets{};

  const SecretEntry* find(std::string_view name) const;
};

// Nothing: OpenSSL failed.
std::optional<std::string> to_text(const VaultIndex& index, const VaultKey& key);

// As it was written, not yet verified.
struct UnverifiedIndex {
  VaultIndex index;
  std::string authenticated;  // what the code is about
  std::string code;

  bool verify(const VaultKey& key) const;
};
std::optional<UnverifiedIndex> unverified_index_from(const macsec::Json& json);

}  // namespace macsecd
