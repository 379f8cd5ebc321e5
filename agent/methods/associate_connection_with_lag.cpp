#include "methods/lag_methods.hpp"

namespace macsecd::methods {

void associate_connection_with_lag(Agent agent, macsec::Call call) {
  const std::string name = lag_name(call);
  const auto changes =
      agent.lags.join(name, connection_name(call), call.flag("dryRun").value_or(false));
  if (!changes) return call.fail(within(name, changes.error()));
  call.reply({{"lag", lag_json(agent, name)}, {"changes", describe(*changes)}});
}

}  // namespace macsecd::methods
