// The vault while its key is at hand. Each change is on disk when it is answered with success, and
// has changed nothing otherwise.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/result.hpp"
#include "mka/secret.hpp"
#include "mka/types.hpp"
#include "vault/vault.hpp"

namespace macsecd {

class OpenVault {
 public:
  OpenVault(Vault& vault, VaultKey active, std::optional<VaultKey> previous);
  OpenVault(const OpenVault&) = delete;
  OpenVault& operator=(const OpenVault&) = delete;

  // A secret of this name is replaced; it keeps its facets.
  macsec::Result<void> store(const std::string& name, const mka::Ckn& ckn, const mka::Cak& cak);
  // Errors name the secret. One that is to be deleted is not readable.
  macsec::Result<mka::Cak> read(std::string_view name);
  macsec::Result<void> remove(const std::vector<std::string>& names);
  macsec::Result<void> remove(const std::string& name) { return remove(std::vector{name}); }
  macsec::Result<void> copy(std::string_view from, const std::string& to);

  // Facets (secret_entry.hpp): durable when answered with success.
  template <typename T>
  macsec::Result<void> set(std::string_view name, const T& facet) {
    return set_facet(name, T::facet, to_json(facet));
  }
  template <typename T>
  macsec::Result<void> clear(std::string_view name) {
    return set_facet(name, T::facet, nullptr);
  }
  const SecretEntry* find(std::string_view name) const { return vault_.find(name); }

  // Seals up to `most` records that are still under the previous key under the active one. The
  // answer: how many were left over for the next time. Those that cannot be read are not counted.
  macsec::Result<std::size_t> move_records(std::size_t most);
  // Once nothing is under it any more.
  macsec::Result<void> drop_former_key();

 private:
  friend class Vault;
  macsec::Result<void> set_facet(std::string_view name, const char* facet, macsec::Json value);
  const VaultKey* key(const VaultKeyId& id) const;
  macsec::Result<mka::Cak> read_and_note(const SecretEntry& entry);
  macsec::Result<mka::Cak> read_record(const SecretEntry& entry) const;
  macsec::Result<void> write_record(SecretEntry& entry, const mka::Cak& cak);
  // Writes the index; then `removed` are removed.
  macsec::Result<void> commit(VaultIndex next, const std::vector<std::uint64_t>& removed);

  Vault& vault_;
  VaultKey active_;
  std::optional<VaultKey> previous_;
};

}  // namespace macsecd
