#include "methods/methods.hpp"

namespace macsecd::methods {

void update_connection(Agent agent, macsec::Call call) {
  auto changed = agent.connections.update(connection_name(call), call.parameters());
  if (!changed) return call.fail(within(connection_name(call), changed.error()));
  call.reply({{"connection", describe((*changed)->view())},
              {"warnings", describe(agent.connections.warnings(**changed))}});
}

}  // namespace macsecd::methods
