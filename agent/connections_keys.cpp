// Connections: their keys, changed in memory and on disk as one.
#include "connections.hpp"
#include "derived_from.hpp"
#include "key_reuse.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

Failure of_member(const Group& group, const Connection& one, macsec::Error error) {
  return Failure{group.size() > 1 ? within(one.name(), std::move(error)) : std::move(error)};
}

// Members may have come to different states of a key: who is there already has nothing to do.
bool is_disassociated(const Connection& connection, const mka::Ckn& ckn) {
  const Key* key = connection.saved().keys.find(ckn);
  return key != nullptr && !key->wanted;
}

// In service, but gone at the next start: the pair may be said again to mend that.
bool is_damaged(const Vault& vault, const Connection& connection, const Key& key) {
  return vault.unreadable().contains(secret_of(connection.name(), key));
}

// A key whose CAK is kept already, elsewhere: it comes into all of them, or into none.
template <typename Add, typename Save>
Result<void> add_to_all(const Group& group, const mka::Ckn& ckn, const Add& add, const Save& save) {
  Group fresh;
  Result<void> done;
  for (Connection* connection : group) {
    const bool is_new = connection->saved().keys.find(ckn) == nullptr;
    if (auto added = add(*connection); !added) {
      done = of_member(group, *connection, added.error());
      break;
    }
    if (is_new) fresh.push_back(connection);
  }
  if (done) done = save();
  if (!done)
    for (Connection* connection : fresh) connection->forget_key(ckn);
  return done;
}

}  // namespace

// The CAK is on disk before anything refers to it.
Result<void> Connections::associate(OpenVault& vault, const Group& group, const mka::Ckn& ckn,
                                    const mka::Cak& cak, KeyStart start,
                                    std::optional<KeySession> session) {
  const auto derived = derived_from(cak, ckn);
  if (!derived) return Failure{derived.error()};
  Group fresh;
  Result<void> done;
  for (Connection* connection : group) {
    const Key* known = connection->saved().keys.find(ckn);
    const bool is_new = known == nullptr;
    const bool stored =
        known != nullptr && known->derived && !is_damaged(state_.vault(), *connection, *known);
    if (auto added = connection->add_key(ckn, derived->clone(), start, session); !added) {
      done = of_member(group, *connection, added.error());
      break;
    }
    if (is_new) fresh.push_back(connection);
    if (stored) continue;
    done = state_.save_key(vault, connection->name(), ckn, cak);
    if (!done) break;
    connection->keep_in_vault(ckn, implicit_secret_name(connection->name(), ckn));
  }
  if (done) done = save();
  if (!done)
    for (Connection* connection : fresh) connection->forget_key(ckn);
  return done;
}

// There is nothing to store but the URI.
Result<void> Connections::associate_token(const Group& group, const mka::Ckn& ckn,
                                          const mka::DerivedKeys& derived, const std::string& uri,
                                          KeyStart start, std::optional<KeySession> session) {
  return add_to_all(
      group, ckn,
      [&](Connection& one) { return one.add_token_key(ckn, derived.clone(), uri, start, session); },
      [this] { return save(); });
}

Result<void> Connections::associate_secret(const Group& group, const std::string& secret,
                                           const mka::Ckn& ckn, const mka::DerivedKeys& derived,
                                           KeyStart start, std::optional<KeySession> session) {
  return add_to_all(
      group, ckn,
      [&](Connection& one) { return one.add_key_of(secret, ckn, derived.clone(), start, session); },
      [this] { return save(); });
}

Result<void> Connections::reassociate(const Group& group, const mka::Ckn& ckn) {
  std::optional<macsec::Error> refusal;
  bool any = false;
  for (Connection* connection : group) {
    auto done = connection->reassociate_key(ckn);
    any = any || done;
    if (!done && !refusal) refusal = of_member(group, *connection, done.error()).error;
  }
  if (!any) return Failure{*refusal};
  return save();
}

Result<Reason> Connections::foresee(const Group& group, const mka::Ckn& ckn) const {
  std::optional<Reason> first;
  for (const Connection* connection : group) {
    if (group.size() > 1 && is_disassociated(*connection, ckn)) continue;
    const auto foreseen = connection->foresee(ckn);
    if (!foreseen) return of_member(group, *connection, foreseen.error());
    if (!first || first->code == "none") first = foreseen->consequence;
  }
  if (first) return *first;
  return Failure{group.front()->foresee(ckn).error()};
}

Result<Reason> Connections::disassociate(const Group& group, const mka::Ckn& ckn) {
  auto foreseen = foresee(group, ckn);
  if (!foreseen) return foreseen;
  for (Connection* connection : group) {
    if (is_disassociated(*connection, ckn)) continue;
    if (auto done = connection->disassociate_key(ckn); !done)
      return of_member(group, *connection, done.error());
  }
  if (auto saved = save(); !saved) return Failure{saved.error()};
  return foreseen;
}

Result<void> Connections::delete_key(const Group& group, const mka::Ckn& ckn) {
  bool any = false;
  for (Connection* connection : group) {
    if (group.size() > 1 && connection->saved().keys.find(ckn) == nullptr) continue;
    if (auto done = connection->delete_key(ckn); !done)
      return of_member(group, *connection, done.error());
    any = true;
  }
  if (!any) return group.front()->delete_key(ckn);  // there is none, which it says
  if (auto saved = save(); !saved) return saved;
  for (const Connection* connection : group) state_.forget_key(connection->name(), ckn);
  return {};
}

Result<void> Connections::rekey(const Group& group) {
  for (Connection* connection : group)
    if (auto done = connection->rekey(); !done) return of_member(group, *connection, done.error());
  return {};
}

std::vector<Reason> Connections::reuse(const Connection& connection, const mka::Ckn& ckn) const {
  const Key* key = connection.saved().keys.find(ckn);
  return key == nullptr ? std::vector<Reason>{} : reuse(connection, *key);
}

std::vector<Reason> Connections::reuse(const Connection& connection, const Key& key) const {
  std::vector<Reason> out;
  for (const auto& other : all_) {
    if (other.get() == &connection) continue;
    if (!connection.lag().empty() && connection.lag() == other->lag()) continue;
    const auto found = key_reuse(key, other->name(), other->saved().keys);
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

}  // namespace macsecd
