#include "methods/methods.hpp"

namespace macsecd::methods {

void reassociate_key(Agent agent, macsec::Call call) {
  const auto key = ckn(call);
  if (!key) return call.fail(within(connection_name(call), key.error()));
  const auto group = agent.lags.changeable(connection_name(call));
  if (!group) return call.fail(within(connection_name(call), group.error()));
  if (auto done = agent.connections.reassociate(*group, *key); !done)
    return call.fail(within(connection_name(call), done.error()));
  call.reply({{"key", key_json(*group->front(), *key)}});
}

}  // namespace macsecd::methods
