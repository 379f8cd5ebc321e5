// What survives a restart: connections.json, which holds no secrets and says of each key where in
// the vault its CAK is. What comes from disk is hostile until checked.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "atomic_file.hpp"
#include "clear_time.hpp"
#include "control/json.hpp"
#include "control/result.hpp"
#include "keychain.hpp"
#include "lag_settings.hpp"
#include "netlink/interface_conf.hpp"
#include "plain_keys.hpp"
#include "rotation.hpp"
#include "saved_device.hpp"
#include "settings.hpp"
#include "vault/open_vault.hpp"

namespace macsecd {

// One connection as it is stored.
struct SavedConnection {
  ConnectionSettings settings;
  Keychain keys;
  bool created_device = false;  // the device is ours to delete
  bool secured_once = false;
  ClearTraffic clear_traffic{};
  bool created_clsact = false;  // at the parent, for the port guard: ours to delete
  std::optional<netlink::InterfaceConf> parent_before{};  // as the parent was before us
  std::optional<Rotation> rotation{};                     // under way
  SavedDevice device{};
  std::string lag{};  // it is a member of; empty: of none
};

class State {
 public:
  // The vault outlives it.
  State(std::filesystem::path directory, Vault& vault, BeforeStep before = {});

  struct Loaded {
    std::vector<SavedConnection> connections;
    std::vector<macsec::Error> problems;  // named; everything else goes on
  };
  // Makes the directory if need be, and reads all. Keys have nothing that is derived from their CAK
  // yet, except for those that the vault does not have yet. Failure: it is of a later version.
  macsec::Result<Loaded> load();

  Vault& vault() { return vault_; }
  // Stores a CAK. Must come before the save() that refers to it.
  macsec::Result<void> save_key(OpenVault& vault, const std::string& connection,
                                const mka::Ckn& ckn, const mka::Cak& cak);
  // One connection's CAK for another, too.
  macsec::Result<void> copy_key(OpenVault& vault, const SavedConnection& from,
                                const std::string& to, const mka::Ckn& ckn);
  // From the file of version 1 into the vault, where it is read back.
  macsec::Result<void> move_key(OpenVault& vault, const std::string& connection,
                                const mka::Ckn& ckn);
  // What is derived from the CAK of a key.
  macsec::Result<mka::DerivedKeys> derive(OpenVault& vault, const std::string& connection,
                                          const Key& key) const;
  // Removes what no key refers to: implicit secrets, and files of version 1. After a save().
  void tidy(OpenVault& vault, const std::vector<const SavedConnection*>& connections);
  macsec::Result<void> save(const std::vector<const SavedConnection*>& connections);
  // As loaded, until they are set; stored with the next save().
  const std::vector<SavedLag>& lags() const { return lags_; }
  void set_lags(std::vector<SavedLag> lags) { lags_ = std::move(lags); }
  // Their members stay members.
  bool has_unreadable_lags() const { return !unreadable_lags_.empty(); }
  // Must come after the save() that no longer refers to it.
  void forget_key(const std::string& connection, const mka::Ckn& ckn);
  void forget_keys(const std::string& connection);

 private:
  macsec::Result<macsec::Json> read_index(Loaded& into);
  void load_lags(const macsec::Json& entries, Loaded& into);
  void load_connection(const macsec::Json& entry, Loaded& into);
  void load_keys(const macsec::Json& entries, SavedConnection& into,
                 std::vector<macsec::Error>& problems);
  void read_plain(const std::string& connection, Key& key, std::vector<macsec::Error>& problems);
  void load_rotation(const macsec::Json& entry, SavedConnection& into,
                     std::vector<macsec::Error>& problems);
  bool is_complete() const;

  std::filesystem::path directory_;
  Vault& vault_;
  BeforeStep before_;
  PlainKeys plain_keys_;
  std::vector<SavedLag> lags_;
  // Entries that this version cannot read: written back as they are, their keys left alone.
  std::vector<macsec::Json> unreadable_;
  std::vector<macsec::Json> unreadable_lags_;
  bool lost_keys_ = false;     // entries of keys that are not in memory
  bool had_no_index_ = false;  // connections.json was missing at the start
};

}  // namespace macsecd
