// Connections: rotations, changed in memory and on disk as one.
#include "connections.hpp"

namespace macsecd {

using macsec::Failure;
using macsec::Result;

// One save() brings both the key and the rotation: a crash leaves either all or nothing.
Result<Connection*> Connections::rotate(std::string_view name, Rotation wanted, mka::Cak cak) {
  auto found = find(name);
  if (!found) return found;
  Connection& connection = **found;
  const mka::Ckn fresh = wanted.fresh;
  const Key* known = connection.saved().keys.find(fresh);
  const bool is_new = known == nullptr;
  const bool was_wanted = known != nullptr && known->wanted;
  const mka::Cak copy = cak.clone();
  if (auto started = connection.start_rotation(std::move(wanted), std::move(cak)); !started)
    return Failure{started.error()};
  auto saved = state_.save_key(connection.name(), fresh, copy);
  if (saved) saved = save();
  if (saved) return found;
  connection.forget_rotation();
  if (is_new)
    connection.forget_key(fresh);
  else if (!was_wanted)  // out of use as before; the old key is still in service
    (void)connection.disassociate_key(fresh);
  return Failure{saved.error()};
}

Result<Reason> Connections::abort_rotation(std::string_view name) {
  auto found = find(name);
  if (!found) return Failure{found.error()};
  auto outcome = (*found)->abort_rotation();
  if (!outcome) return outcome;
  if (auto saved = save(); !saved) return Failure{saved.error()};
  return outcome;
}

}  // namespace macsecd
