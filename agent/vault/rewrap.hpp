// A new vault key under a new master key: the keyring names both while the records move, a few at a
// time, and the former one goes when none is left. A crash anywhere is gone on from.
#pragma once

#include <functional>
#include <string>

#include "alarm.hpp"
#include "vault/vault.hpp"

namespace macsecd {

class Rewrap {
 public:
  using Done = std::function<void(macsec::Result<void>)>;

  Rewrap(asio::io_context& io, Vault& vault) : vault_(vault), next_(io) {}

  // Answered when all records have moved. `target`: a provider, or a pkcs11: URI; empty: as before.
  void start(const std::string& target, Done done);
  // What an earlier run, or a full disk, has left.
  void go_on();
  bool under_way() const;
  // Records that are still under the former key.
  std::size_t left() const;

 private:
  void move_some();
  void finish(OpenVault& open);
  void end(macsec::Result<void> outcome);

  Vault& vault_;
  Alarm next_;
  std::vector<Done> waiting_;
  bool moving_ = false;
  std::string last_failure_;
};

}  // namespace macsecd
