#include "methods/methods.hpp"

namespace macsecd::methods {

void create_connection(Agent agent, macsec::Call call) {
  auto settings = settings_from(call.parameters());
  if (!settings) return call.fail(within(connection_name(call), settings.error()));
  if (agent.lags.find(settings->name))
    return call.fail(macsec::within(settings->name,
                                    {macsec::Errc::connection_exists, "there is a LAG of this name",
                                     "choose another: commands take either"}));
  auto made = agent.connections.create(*std::move(settings), call.flag("force").value_or(false));
  if (!made) return call.fail(within(connection_name(call), made.error()));
  call.reply({{"connection", describe((*made)->view())},
              {"warnings", describe(agent.connections.warnings(**made))}});
}

}  // namespace macsecd::methods
