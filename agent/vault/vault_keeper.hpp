// What the vault needs done in the course of time: it is tried again while it is locked, a move to
// another key that was cut short goes on, and its records are looked through when somebody asks.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "alarm.hpp"
#include "vault/rewrap.hpp"
#include "vault/vault.hpp"

namespace macsecd {

class VaultKeeper {
 public:
  VaultKeeper(asio::io_context& io, Vault& vault);

  // Asked now and then; true: somebody waits for a secret.
  void set_wanted(std::function<bool()> wanted) { wanted_ = std::move(wanted); }
  // Told when the vault was opened because of that.
  void set_on_open(std::function<void(OpenVault&)> on_open) { on_open_ = std::move(on_open); }
  void start();

  // Opens the vault now, and tells those who wait for a secret.
  void try_now();
  // Of those who look through at the same time.
  bool has_room() const { return asked_.size() < most_asking; }
  // Tries a locked vault, and reads every record; unreadable() of the vault is then as of now.
  void look_through(std::function<void()> done);
  Rewrap& rewrap() { return rewrap_; }

 private:
  static constexpr std::size_t most_asking = 64;
  void look_at_some();

  Vault& vault_;
  Rewrap rewrap_;
  std::function<bool()> wanted_ = [] { return false; };
  std::function<void(OpenVault&)> on_open_ = [](OpenVault&) {};
  std::vector<std::string> to_look_at_;
  std::vector<std::function<void()>> asked_;
  Alarm again_;
  Alarm look_;
};

}  // namespace macsecd
