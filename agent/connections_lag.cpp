// Connections: members of LAGs, changed in memory and on disk as one.
#include "connections.hpp"

namespace macsecd {

using macsec::Failure;
using macsec::Result;

Group Connections::members_of(std::string_view lag) const {
  Group out;
  for (const auto& connection : all_)
    if (!lag.empty() && connection->lag() == lag) out.push_back(connection.get());
  return out;
}

// The CAKs are on disk before anything refers to them.
Result<void> Connections::join(const Result<OpenVault*>& vault, Connection& connection,
                               const Connection* member, const std::string& lag) {
  if (member != nullptr) {
    for (const Key& key : member->saved().keys.keys()) {
      const Key* known = connection.saved().keys.find(key.ckn);
      if (!key.wanted || !key.derived || (known != nullptr && known->derived)) continue;
      if (!key.token_uri.empty()) continue;  // nothing is stored but the URI
      if (!vault) return Failure{vault.error()};
      if (has_named_secret(key)) {  // the new key refers to it, too, unless it is to be deleted
        if (auto cak = (**vault).read(key.secret.name); !cak) return Failure{cak.error()};
        continue;
      }
      if (auto copied = state_.copy_key(**vault, member->saved(), connection.name(), key.ckn);
          !copied)
        return copied;
    }
    if (auto done = connection.become_like(*member); !done) return done;
  }
  connection.set_lag(lag);
  return save();
}

Result<void> Connections::leave(Connection& connection) {
  connection.set_lag({});
  return save();
}

}  // namespace macsecd
