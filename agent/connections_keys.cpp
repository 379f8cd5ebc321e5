// Connections: their keys, changed in memory and on disk as one.
#include "connections.hpp"
#include "key_reuse.hpp"

namespace macsecd {

using macsec::Failure;
using macsec::Result;

// The CAK is on disk before anything refers to it.
Result<Connection*> Connections::associate(std::string_view name, const mka::Ckn& ckn, mka::Cak cak,
                                           KeyStart start) {
  auto found = find(name);
  if (!found) return found;
  Connection& connection = **found;
  const Key* known = connection.saved().keys.find(ckn);
  const bool is_new = known == nullptr;
  const bool stored = known != nullptr && known->cak;
  const mka::Cak copy = cak.clone();
  if (auto added = connection.add_key(ckn, std::move(cak), start); !added)
    return Failure{added.error()};
  auto saved = stored ? Result<void>{} : state_.save_key(connection.name(), ckn, copy);
  if (saved) saved = save();
  if (saved) return found;
  if (is_new) connection.forget_key(ckn);
  return Failure{saved.error()};
}

Result<Connection*> Connections::reassociate(std::string_view name, const mka::Ckn& ckn) {
  auto found = find(name);
  if (!found) return found;
  if (auto done = (*found)->reassociate_key(ckn); !done) return Failure{done.error()};
  if (auto saved = save(); !saved) return Failure{saved.error()};
  return found;
}

Result<Reason> Connections::disassociate(std::string_view name, const mka::Ckn& ckn) {
  auto found = find(name);
  if (!found) return Failure{found.error()};
  auto done = (*found)->disassociate_key(ckn);
  if (!done) return Failure{done.error()};
  if (auto saved = save(); !saved) return Failure{saved.error()};
  return done->consequence;
}

Result<void> Connections::delete_key(std::string_view name, const mka::Ckn& ckn) {
  auto found = find(name);
  if (!found) return Failure{found.error()};
  if (auto done = (*found)->delete_key(ckn); !done) return done;
  if (auto saved = save(); !saved) return saved;
  state_.forget_key((*found)->name(), ckn);
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
    const auto found = key_reuse(key, other->name(), other->saved().keys);
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

}  // namespace macsecd
