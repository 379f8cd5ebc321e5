// A master key in a file beside the vault, made at first start: for machines without anything
// better. It keeps the vault's backup apart from its key, not the vault from root.
#pragma once

#include <filesystem>

#include "atomic_file.hpp"
#include "mka/random.hpp"
#include "vault/master_key_source.hpp"

namespace macsecd {

class MasterKeyFile : public MasterKeySource {
 public:
  MasterKeyFile(std::filesystem::path directory, mka::Random& random, BeforeStep before = {});

  std::string_view provider() const override { return "file"; }
  bool available() const override { return true; }
  void wrap(VaultKey key, const VaultKeyId& id, const std::string& target, bool fresh,
            Wrapped done) override;
  void unwrap(const macsec::Json& wrapped, const VaultKeyId& id, Unwrapped done) override;
  std::string describe(const macsec::Json& wrapped) const override;
  bool has_another(const macsec::Json&) const override { return false; }
  void keep_only(const std::vector<const macsec::Json*>& wrapped) override;

 private:
  macsec::Result<macsec::Json> wrap(const VaultKey& key, const VaultKeyId& id, bool fresh);
  macsec::Result<VaultKey> unwrap(const macsec::Json& wrapped, const VaultKeyId& id) const;
  // Nothing: there is no such file.
  macsec::Result<std::optional<MasterKey>> read(const std::string& name) const;
  macsec::Result<MasterKey> make(std::string& name, bool fresh);

  std::filesystem::path directory_;
  mka::Random& random_;
  BeforeStep before_;
};

}  // namespace macsecd
