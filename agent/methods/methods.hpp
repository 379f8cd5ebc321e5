// One function per method of the control interface, each in its own file.
#pragma once

#include "connections.hpp"
#include "control/call.hpp"
#include "control/server.hpp"
#include "events.hpp"
#include "lags.hpp"
#include "token/tokens.hpp"
#include "secrets/secrets.hpp"
#include "vault/open_vault.hpp"
#include "vault/vault_keeper.hpp"

namespace macsecd::methods {

struct Agent {
  Connections& connections;
  Lags& lags;
  Events& events;
  const World& world;
  token::Tokens& tokens;
  Vault& vault;
  VaultKeeper& keeper;
  Secrets& secrets;
};

// The agent's parts outlive the server.
void install(macsec::Server& server, Agent agent);

void create_connection(Agent agent, macsec::Call call);
void update_connection(Agent agent, macsec::Call call);
void delete_connection(Agent agent, macsec::Call call);
void associate_key(Agent agent, macsec::Call call);
void associate_token_key(Agent agent, macsec::Call call);
void check_interface(Agent agent, macsec::Call call);
void reassociate_key(Agent agent, macsec::Call call);
void disassociate_key(Agent agent, macsec::Call call);
void delete_key(Agent agent, macsec::Call call);
void describe_connections(Agent agent, macsec::Call call);
void diagnose(Agent agent, macsec::Call call);
void rotate_key(Agent agent, macsec::Call call);
void abort_rotation(Agent agent, macsec::Call call);
void rekey(Agent agent, macsec::Call call);
void monitor(Agent agent, macsec::Call call);
void metrics(Agent agent, macsec::Call call);
void capture_frames(Agent agent, macsec::Call call);
void verify_frames(Agent agent, macsec::Call call);
void create_lag(Agent agent, macsec::Call call);
void update_lag(Agent agent, macsec::Call call);
void delete_lag(Agent agent, macsec::Call call);
void associate_connection_with_lag(Agent agent, macsec::Call call);
void disassociate_connection_from_lag(Agent agent, macsec::Call call);
void describe_lags(Agent agent, macsec::Call call);
void import_secret(Agent agent, macsec::Call call);
void list_secrets(Agent agent, macsec::Call call);
void delete_secret(Agent agent, macsec::Call call);
void grant_secrets(Agent agent, macsec::Call call);
void revoke_secrets(Agent agent, macsec::Call call);
void schedule_key_deletion(Agent agent, macsec::Call call);
void cancel_key_deletion(Agent agent, macsec::Call call);
void keystore_status(Agent agent, macsec::Call call);
void keystore_rewrap(Agent agent, macsec::Call call);

void plan_connection(Agent agent, macsec::Call call);
void compare_key(Agent agent, macsec::Call call);

// The parameters that several methods share. The types were checked before.
std::string connection_name(const macsec::Call& call);
macsec::Result<mka::Ckn> ckn(const macsec::Call& call);
// Fails if the caller has seen another state of the connection (ifMatch) than it is in.
macsec::Result<void> check_seen(const macsec::Call& call, const Connection& connection);
// One key of a connection, as it is described.
macsec::Json key_json(const Connection& connection, const mka::Ckn& ckn);

}  // namespace macsecd::methods
