// A master key that the system manager hands over: systemd's LoadCredentialEncrypted=, sealed to
// the machine by its TPM or host key.
#pragma once

#include <filesystem>

#include "mka/random.hpp"
#include "vault/master_key_source.hpp"

namespace macsecd {

class MasterKeyCredential : public MasterKeySource {
 public:
  static constexpr std::string_view name = "macsecd-master-key";
  // The one before, while the vault moves to a new one.
  static constexpr std::string_view previous_name = "macsecd-master-key-previous";

  // Empty: no credentials are handed over.
  MasterKeyCredential(std::filesystem::path directory, mka::Random& random);

  std::string_view provider() const override { return "credential"; }
  bool available() const override;
  void wrap(VaultKey key, const VaultKeyId& id, const std::string& target, bool fresh,
            Wrapped done) override;
  void unwrap(const macsec::Json& wrapped, const VaultKeyId& id, Unwrapped done) override;
  std::string describe(const macsec::Json& wrapped) const override;
  bool has_another(const macsec::Json& wrapped) const override;
  void keep_only(const std::vector<const macsec::Json*>&) override {}

 private:
  macsec::Result<MasterKey> read(std::string_view credential) const;
  macsec::Result<VaultKey> unwrap(const macsec::Json& wrapped, const VaultKeyId& id) const;

  std::filesystem::path directory_;
  mka::Random& random_;
};

// $CREDENTIALS_DIRECTORY, or nothing.
std::filesystem::path credentials_directory();

}  // namespace macsecd
