// Connections: their keys, changed in memory and on disk as one.
#include "connections.hpp"

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
  std::vector<Reason> out;
  const Key* key = connection.saved().keys.find(ckn);
  if (key == nullptr || !key->cak) return out;
  for (const auto& other : all_) {
    if (other.get() == &connection) continue;
    for (const Key& known : other->saved().keys.keys()) {
      if (known.ckn == ckn)
        out.push_back({"ckn-reused", "connection " + other->name() + " has a key of this CKN too",
                       "a CKN of its own for each connection tells the peers apart"});
      if (known.cak && known.cak->matches(*key->cak))
        out.push_back(
            {"cak-reused",
             "the CAK is also that of key " + known.ckn.hex() + " of connection " + other->name(),
             "who learns one of them knows both: use a pair of its own for each"});
    }
  }
  return out;
}

}  // namespace macsecd
