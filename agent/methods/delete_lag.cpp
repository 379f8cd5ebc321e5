#include "methods/lag_methods.hpp"

namespace macsecd::methods {

void delete_lag(Agent agent, macsec::Call call) {
  const auto removed = agent.lags.remove(lag_name(call));
  if (!removed) return call.fail(within(lag_name(call), removed.error()));
  call.reply();
}

}  // namespace macsecd::methods
