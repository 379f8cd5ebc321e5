// The composition root: what exists, in which order it starts, and how it stops.
#pragma once

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <memory>
#include <vector>

#include "audit.hpp"
#include "connections.hpp"
#include "control/result.hpp"
#include "control/server.hpp"
#include "lags.hpp"
#include "netlink/link_monitor.hpp"
#include "options.hpp"
#include "os_random.hpp"
#include "secrets/secrets.hpp"
#include "sign_of_life.hpp"
#include "token_keys.hpp"
#include "vault/vault_keeper.hpp"

namespace macsecd {

class Daemon {
 public:
  Daemon(Options options, netlink::Kernel kernel);
  ~Daemon();

  // Until SIGTERM or SIGINT.
  macsec::Result<void> run();

 private:
  macsec::Result<void> start();
  // The secrets are there, or cannot be had for now.
  void go_on(bool may_remove_guards);
  macsec::Result<void> listen();
  void stop(int signal);

  Options options_;
  asio::io_context io_{1};
  netlink::Kernel kernel_;
  OsRandom random_;
  Events events_;
  AuditLog audit_;
  World world_{io_, kernel_, random_, events_};
  token::Tokens tokens_;
  MasterKeySources master_keys_;
  Vault vault_;
  VaultKeeper keeper_;
  State state_;
  Connections connections_;
  Lags lags_;
  TokenKeys token_keys_;
  Secrets secrets_;
  netlink::LinkMonitor links_;
  std::vector<macsec::UniqueFd> handed_over_;
  macsec::Server server_;
  asio::signal_set signals_;
  Alarm patience_;
  SignOfLife sign_of_life_;
  bool gone_on_ = false;
  macsec::Result<void> outcome_;
};

}  // namespace macsecd
