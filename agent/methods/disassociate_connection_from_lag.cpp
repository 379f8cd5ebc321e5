#include "methods/lag_methods.hpp"

namespace macsecd::methods {

void disassociate_connection_from_lag(Agent agent, macsec::Call call) {
  const std::string name = lag_name(call);
  const auto left = agent.lags.leave(name, connection_name(call));
  if (!left) return call.fail(within(name, left.error()));
  call.reply({{"lag", lag_json(agent, name)}});
}

}  // namespace macsecd::methods
