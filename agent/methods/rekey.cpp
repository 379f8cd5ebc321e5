#include "methods/methods.hpp"

namespace macsecd::methods {

void rekey(Agent agent, macsec::Call call) {
  const auto asked = agent.connections.rekey(connection_name(call));
  if (!asked) return call.fail(within(connection_name(call), asked.error()));
  call.reply();
}

}  // namespace macsecd::methods
