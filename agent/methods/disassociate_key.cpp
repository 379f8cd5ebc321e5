#include "entity_tag.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {
namespace {

using macsec::Failure;
using macsec::Result;

bool is_disassociated(const Connection& connection, const mka::Ckn& ckn) {
  const auto view = connection.key_view(ckn);
  return view && view->verdict.state == KeyState::disassociated;
}

Result<Reason> consequence(Agent agent, const Group& group, const mka::Ckn& ckn, bool dry_run,
                           bool may_delete) {
  if (may_delete && is_disassociated(*group.front(), ckn)) {
    if (!dry_run)
      if (auto gone = agent.connections.delete_key(group, ckn); !gone) return Failure{gone.error()};
    return Reason{"deleted", "the key was disassociated already: it is deleted with its CAK", ""};
  }
  if (!dry_run) return agent.connections.disassociate(group, ckn);
  return agent.connections.foresee(group, ckn);
}

}  // namespace

void disassociate_key(Agent agent, macsec::Call call) {
  const std::string name = connection_name(call);
  const auto key = ckn(call);
  if (!key) return call.fail(within(name, key.error()));
  const auto group = agent.lags.changeable(name);
  if (!group) return call.fail(within(name, group.error()));
  if (const auto seen = check_seen(call, *group->front()); !seen)
    return call.fail(within(name, seen.error()));
  const auto done = consequence(agent, *group, *key, call.flag("dryRun").value_or(false),
                                call.flag("deleteIfDisassociated").value_or(false));
  if (!done) return call.fail(within(name, done.error()));
  const Connection& connection = *group->front();
  const bool there = connection.key_view(*key).has_value();
  call.reply({{"key", there ? key_json(connection, *key) : macsec::Json(nullptr)},
              {"consequence", describe(*done)},
              {"entityTag", entity_tag(connection.saved())}});
}

}  // namespace macsecd::methods
