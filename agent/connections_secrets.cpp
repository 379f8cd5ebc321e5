// Connections: the secrets of their keys, as they come out of the vault.
#include <algorithm>

#include "connections.hpp"
#include "log.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {
namespace {

using macsec::Error;
using macsec::Result;

std::vector<mka::Ckn> without_secret(const Connection& connection) {
  std::vector<mka::Ckn> out;
  for (const Key& key : connection.saved().keys.keys())
    if (!key.derived && key.token_uri.empty()) out.push_back(key.ckn);
  return out;
}

// What is known of each key's secret.
std::vector<std::string> situation(const Connection& connection) {
  std::vector<std::string> out;
  for (const Key& key : connection.saved().keys.keys())
    out.push_back(key.derived          ? "readable"
                  : key.secret.problem ? key.secret.problem->what
                                       : "not read yet");
  return out;
}

}  // namespace

bool Connections::wants_secrets() const {
  return std::any_of(all_.begin(), all_.end(),
                     [](const auto& one) { return !without_secret(*one).empty(); });
}

// Nothing is removed before connections.json says on disk what is in memory: plain files go when it
// names their secrets, and secrets when it does not name them.
void Connections::read_secrets(OpenVault& vault) {
  move_plain_keys(vault);
  for (const auto& connection : all_) {
    const auto before = situation(*connection);
    for (const mka::Ckn& ckn : without_secret(*connection)) read_secret(vault, *connection, ckn);
    if (at_work_ && situation(*connection) != before) connection->take_up_keys();
  }
  if (tidied_ && !moved_) return;
  if (moved_ || at_work_)
    if (auto saved = save(); !saved) return log::error(log::one_line(saved.error()));
  moved_ = false;
  std::vector<const SavedConnection*> saved;
  for (const auto& connection : all_) saved.push_back(&connection->saved());
  state_.tidy(vault, saved);
  tidied_ = true;
}

void Connections::move_plain_keys(OpenVault& vault) {
  for (const auto& connection : all_) move_plain_keys(vault, *connection);
}

void Connections::move_plain_keys(OpenVault& vault, Connection& connection) {
  std::vector<mka::Ckn> plain;
  for (const Key& key : connection.saved().keys.keys())
    if (key.secret.plain_file && key.derived) plain.push_back(key.ckn);
  for (const mka::Ckn& ckn : plain) {
    if (auto moved = state_.move_key(vault, connection.name(), ckn); !moved) {
      log::error(connection.name() + ": " + log::one_line(moved.error()));
      continue;
    }
    connection.keep_in_vault(ckn, implicit_secret_name(connection.name(), ckn));
    moved_ = true;
  }
}

void Connections::read_secret(OpenVault& vault, Connection& connection, const mka::Ckn& ckn) {
  const Key& key = *connection.saved().keys.find(ckn);
  const SecretEntry* entry = vault.find(secret_of(connection.name(), key));
  if (key.secret.plain_file && entry == nullptr) return;  // its file says why not
  auto derived = state_.derive(vault, connection.name(), key);
  if (derived) {
    if (key.secret.plain_file) connection.keep_in_vault(ckn, entry->name);
    return connection.key_readable(ckn, *std::move(derived));
  }
  if (!key.secret.problem || key.secret.problem->what != derived.error().what)
    log::error(connection.name() + ": " + log::one_line(derived.error()));
  connection.key_unreadable(ckn, derived.error());
}

void Connections::tell_locked(const Error& why) {
  for (const auto& connection : all_)
    for (const mka::Ckn& ckn : without_secret(*connection))
      if (!connection->saved().keys.find(ckn)->secret.plain_file)
        connection->key_unreadable(ckn, why);
  take_up_keys();
}

void Connections::take_up_keys() {
  if (!at_work_) return;
  for (const auto& connection : all_) connection->take_up_keys();
}

}  // namespace macsecd
