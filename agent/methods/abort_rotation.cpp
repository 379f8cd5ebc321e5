#include "methods/methods.hpp"

namespace macsecd::methods {

void abort_rotation(Agent agent, macsec::Call call) {
  const auto outcome = agent.connections.abort_rotation(connection_name(call));
  if (!outcome) return call.fail(within(connection_name(call), outcome.error()));
  call.reply({{"outcome", describe(*outcome)}});
}

}  // namespace macsecd::methods
