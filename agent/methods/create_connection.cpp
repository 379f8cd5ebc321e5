#include "methods/methods.hpp"

namespace macsecd::methods {

void create_connection(Agent agent, macsec::Call call) {
  auto settings = settings_from(call.parameters());
  if (!settings) return call.fail(within(connection_name(call), settings.error()));
  auto made = agent.connections.create(*std::move(settings));
  if (!made) return call.fail(within(connection_name(call), made.error()));
  call.reply({{"connection", describe((*made)->view())},
              {"warnings", describe(agent.connections.warnings(**made))}});
}

}  // namespace macsecd::methods
