#include "methods/methods.hpp"

namespace macsecd::methods {

void disassociate_key(Agent agent, macsec::Call call) {
  const auto key = ckn(call);
  if (!key) return call.fail(within(connection_name(call), key.error()));
  const auto removed = agent.connections.disassociate(connection_name(call), *key);
  if (!removed) return call.fail(within(connection_name(call), removed.error()));
  call.reply();
}

}  // namespace macsecd::methods
