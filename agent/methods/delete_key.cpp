#include "methods/methods.hpp"

namespace macsecd::methods {

void delete_key(Agent agent, macsec::Call call) {
  const auto key = ckn(call);
  if (!key) return call.fail(within(connection_name(call), key.error()));
  const auto deleted = agent.connections.delete_key(connection_name(call), *key);
  if (!deleted) return call.fail(within(connection_name(call), deleted.error()));
  call.reply();
}

}  // namespace macsecd::methods
