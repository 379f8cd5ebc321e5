// A master key that never leaves a PKCS#11 token, which wraps the vault key with it.
#pragma once

#include "token/tokens.hpp"
#include "vault/master_key_source.hpp"

namespace macsecd {

class MasterKeyToken : public MasterKeySource {
 public:
  // The tokens outlive it.
  explicit MasterKeyToken(token::Tokens& tokens) : tokens_(tokens) {}

  std::string_view provider() const override { return "pkcs11"; }
  // Never chosen unasked: which token, and which key in it, is for a person to say.
  bool available() const override { return false; }
  // Unwrapped once to see that it can be, before anything depends on it.
  void wrap(VaultKey key, const VaultKeyId& id, const std::string& target, bool fresh,
            Wrapped done) override;
  void unwrap(const macsec::Json& wrapped, const VaultKeyId& id, Unwrapped done) override;
  std::string describe(const macsec::Json& wrapped) const override;
  bool has_another(const macsec::Json&) const override { return false; }
  void keep_only(const std::vector<const macsec::Json*>&) override {}

 private:
  token::Tokens& tokens_;
};

}  // namespace macsecd
