#include "entity_tag.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {

void reassociate_key(Agent agent, macsec::Call call) {
  const auto key = ckn(call);
  if (!key) return call.fail(within(connection_name(call), key.error()));
  const auto group = agent.lags.changeable(connection_name(call));
  if (!group) return call.fail(within(connection_name(call), group.error()));
  if (const auto seen = check_seen(call, *group->front()); !seen)
    return call.fail(within(connection_name(call), seen.error()));
  if (auto done = agent.connections.reassociate(*group, *key); !done)
    return call.fail(within(connection_name(call), done.error()));
  call.reply({{"key", key_json(*group->front(), *key)},
              {"entityTag", entity_tag(group->front()->saved())}});
}

}  // namespace macsecd::methods
