#include "methods/methods.hpp"

namespace macsecd::methods {

void reassociate_key(Agent agent, macsec::Call call) {
  const auto key = ckn(call);
  if (!key) return call.fail(within(connection_name(call), key.error()));
  const auto connection = agent.connections.reassociate(connection_name(call), *key);
  if (!connection) return call.fail(within(connection_name(call), connection.error()));
  call.reply({{"key", key_json(**connection, *key)}});
}

}  // namespace macsecd::methods
