// Connections: rotations, changed in memory and on disk as one.
#include <algorithm>

#include "connections.hpp"
#include "derived_from.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {
namespace {

using macsec::Failure;
using macsec::Result;

// Whatever serves a member: all of them retire the same keys.
std::vector<mka::Ckn> replaced(const Group& group, const mka::Ckn& fresh) {
  std::vector<mka::Ckn> out;
  for (const Connection* connection : group) {
    const auto old = connection->replaced_by(fresh);
    if (old && std::find(out.begin(), out.end(), *old) == out.end()) out.push_back(*old);
  }
  return out;
}

struct Before {
  Connection* connection = nullptr;
  bool known = false;
  bool wanted = false;
};

void undo(const std::vector<Before>& started, const mka::Ckn& fresh) {
  for (const Before& before : started) {
    before.connection->forget_rotation();
    if (!before.known)
      before.connection->forget_key(fresh);
    else if (!before.wanted)  // out of use as before; the old key is still in service
      (void)before.connection->disassociate_key(fresh);
  }
}

}  // namespace

// One save() brings both the key and the rotation: a crash leaves either all or nothing.
Result<void> Connections::rotate(OpenVault& vault, const Group& group, Rotation wanted,
                                 const mka::Cak& cak) {
  const mka::Ckn fresh = wanted.fresh;
  const auto derived = derived_from(cak, fresh);
  if (!derived) return Failure{derived.error()};
  wanted.old = replaced(group, fresh);
  std::vector<Before> started;
  Result<void> done;
  for (Connection* connection : group) {
    const Key* known = connection->saved().keys.find(fresh);
    const Before before{connection, known != nullptr, known != nullptr && known->wanted};
    done = connection->start_rotation(wanted, derived->clone());
    if (!done) break;
    started.push_back(before);
    done = state_.save_key(vault, connection->name(), fresh, cak);
    if (!done) break;
    connection->keep_in_vault(fresh, implicit_secret_name(connection->name(), fresh));
  }
  if (done) done = save();
  if (!done) undo(started, fresh);
  return done;
}

Result<Reason> Connections::abort_rotation(const Group& group) {
  std::optional<Reason> outcome;
  for (Connection* connection : group) {
    if (!connection->saved().rotation && group.size() > 1) continue;
    auto ended = connection->abort_rotation();
    if (!ended) return ended;
    if (!outcome || ended->code == "new-key-stays") outcome = *std::move(ended);
  }
  if (!outcome) return group.front()->abort_rotation();  // there is none, which it says
  if (auto saved = save(); !saved) return Failure{saved.error()};
  return *std::move(outcome);
}

}  // namespace macsecd
