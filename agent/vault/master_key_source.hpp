// Where a master key is: it wraps the key of the vault, and unwraps it for each use. A token takes
// its time, so that all answers come by a callback: at once, or later from the loop.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "control/json.hpp"
#include "control/result.hpp"
#include "vault/vault_key.hpp"

namespace macsecd {

class MasterKeySource {
 public:
  using Wrapped = std::function<void(macsec::Result<macsec::Json>)>;
  using Unwrapped = std::function<void(macsec::Result<VaultKey>)>;

  virtual ~MasterKeySource() = default;

  // credential, file or pkcs11, as the keyring says it.
  virtual std::string_view provider() const = 0;
  // A key could be wrapped by it now, for what can be known without asking anybody.
  virtual bool available() const = 0;
  // `target` is what followed --to: the name of the provider, or a pkcs11: URI. What is answered is
  // kept in the keyring and given to unwrap(); it holds no secret. `id` names the vault key and is
  // bound to it where the master key can do so.
  // A master key that is at hand already is used for the first keyring of all (`fresh` false), and
  // another one made or fetched for a new keyring (`fresh` true), where that can be.
  virtual void wrap(VaultKey key, const VaultKeyId& id, const std::string& target, bool fresh,
                    Wrapped done) = 0;
  // An error says whether it is missing, or does not fit, and what to do: it is shown as the reason
  // why the vault is locked.
  virtual void unwrap(const macsec::Json& wrapped, const VaultKeyId& id, Unwrapped done) = 0;
  // For people: which master key. No secret.
  virtual std::string describe(const macsec::Json& wrapped) const = 0;
  // Whether a master key that it has now is another than the one that wrapped this.
  virtual bool has_another(const macsec::Json& wrapped) const = 0;
  // Only these are still needed: what was made for others may go.
  virtual void keep_only(const std::vector<const macsec::Json*>& wrapped) = 0;
};

// The sources that there are, best first.
class MasterKeySources {
 public:
  void add(std::unique_ptr<MasterKeySource> source) { all_.push_back(std::move(source)); }
  MasterKeySource* find(std::string_view provider) const;
  // For --to: a provider's name, or PROVIDER:REST.
  MasterKeySource* for_target(std::string_view target) const;
  // The best that is available; nothing: none is.
  MasterKeySource* best() const;
  // The best that is available, is another, and comes before this provider; or another key of it.
  MasterKeySource* better_than(std::string_view provider, const macsec::Json& wrapped) const;
  const std::vector<std::unique_ptr<MasterKeySource>>& all() const { return all_; }

 private:
  std::vector<std::unique_ptr<MasterKeySource>> all_;
};

}  // namespace macsecd
