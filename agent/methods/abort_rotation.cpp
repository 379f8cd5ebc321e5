#include "methods/methods.hpp"

namespace macsecd::methods {

void abort_rotation(Agent agent, macsec::Call call) {
  const auto group = agent.lags.changeable(connection_name(call));
  if (!group) return call.fail(within(connection_name(call), group.error()));
  const auto outcome = agent.connections.abort_rotation(*group);
  if (!outcome) return call.fail(within(connection_name(call), outcome.error()));
  call.reply({{"outcome", describe(*outcome)}});
}

}  // namespace macsecd::methods
