// The vault: secrets (a CKN with its CAK) by name, encrypted on disk under a vault key, which a
// master key wraps. The vault key is unwrapped for one use and wiped after it:
//
//   vault.open([=](macsec::Result<OpenVault*> open) {
//     if (!open) ...                                  // locked: why, and what to do
//     if (auto stored = (*open)->store(name, ckn, cak); !stored) ...
//   });
//
// The callback comes at once (file, credential) or later from the loop (token). What it is given is
// valid until it returns. Whatever an OpenVault answers with success is on disk. What names the
// vault and what can be known without a key is told at any time.
//
// On disk, below DIRECTORY/vault: keyring.json, index.json, records/VERSION. A change writes a new
// record, then the index, then removes the old record: a crash leaves the old or the new.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "atomic_file.hpp"
#include "control/result.hpp"
#include "mka/random.hpp"
#include "mka/secret.hpp"
#include "vault/keyring.hpp"
#include "vault/master_key_source.hpp"
#include "vault/vault_index.hpp"

namespace macsecd {

class OpenVault;

class Vault {
 public:
  // The sources outlive it.
  Vault(std::filesystem::path directory, MasterKeySources& sources, mka::Random& random,
        BeforeStep before = {});

  // Reads what is there. Failure: the directory cannot be used, or is of a later version.
  macsec::Result<void> load();

  using Use = std::function<void(macsec::Result<OpenVault*>)>;
  void open(Use use);
  // Removes secrets now or, if the vault is locked, when it is opened next. They are gone for all
  // others at once.
  void forget(const std::vector<std::string>& names);

  // From then on there are two vault keys, and the records are to be moved (rewrap.hpp).
  void begin_rewrap(const std::string& target, std::function<void(macsec::Result<void>)> done);

  // As of the last time it was opened; nothing: it is usable.
  const std::optional<macsec::Error>& why_locked() const { return why_locked_; }
  bool usable() const { return !why_locked_; }
  // Metadata only. Not verified before the vault was opened once.
  const SecretEntry* find(std::string_view name) const;
  std::vector<const SecretEntry*> list() const;
  bool verified() const { return verified_; }
  // Secrets that could not be read when they were wanted, and why.
  const std::map<std::string, macsec::Error>& unreadable() const { return unreadable_; }
  // Nothing: there is none yet.
  const std::optional<Keyring>& keyring() const { return keyring_; }
  const MasterKeySources& sources() const { return sources_; }

 private:
  friend class OpenVault;

  std::filesystem::path records() const { return directory_ / "records"; }
  std::filesystem::path record_file(std::uint64_t record) const;
  macsec::Result<std::optional<macsec::Json>> read_json(const char* name) const;
  macsec::Result<void> load_keyring();
  macsec::Result<void> load_index();
  void remove_unfinished() const;
  // Draws a vault key and has it wrapped.
  void make_key(MasterKeySource& source, const std::string& target, bool fresh,
                std::function<void(macsec::Result<WrappedKey>)> done);
  void make_keyring(Use use);
  void add_key(const std::string& target, std::function<void(macsec::Result<void>)> done);
  void unwrap(Use use);
  void enter(VaultKey active, std::optional<VaultKey> previous, const Use& use);
  macsec::Result<void> verify(OpenVault& open);
  void sweep();
  void refuse(const Use& use, macsec::Error why);
  macsec::Result<void> write_keyring(const Keyring& keyring);
  void keep_needed_master_keys();

  std::filesystem::path directory_;
  MasterKeySources& sources_;
  mka::Random& random_;
  BeforeStep before_;
  std::optional<Keyring> keyring_;
  VaultIndex index_;
  std::optional<UnverifiedIndex> unverified_;
  std::optional<macsec::Error> damage_;  // of keyring or index: nothing is trusted or written
  bool verified_ = false;
  std::optional<macsec::Error> why_locked_;
  std::map<std::string, macsec::Error> unreadable_;
  std::set<std::string> doomed_;          // to be removed when it is opened next
  std::vector<std::uint64_t> left_over_;  // records to remove after the next index
  // Never used twice, whatever became of an index that could not be written.
  std::uint64_t highest_record_ = 0;
  std::uint64_t highest_counter_ = 0;
};

}  // namespace macsecd
