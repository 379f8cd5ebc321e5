#include "methods/methods.hpp"

namespace macsecd::methods {

void rekey(Agent agent, macsec::Call call) {
  const auto group = agent.lags.addressed(connection_name(call));
  if (!group) return call.fail(within(connection_name(call), group.error()));
  const auto asked = agent.connections.rekey(*group);
  if (!asked) return call.fail(within(connection_name(call), asked.error()));
  call.reply();
}

}  // namespace macsecd::methods
