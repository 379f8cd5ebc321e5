#include "methods/methods.hpp"

namespace macsecd::methods {

void delete_connection(Agent agent, macsec::Call call) {
  if (const auto present = agent.connections.find(connection_name(call)))
    if (const auto seen = check_seen(call, **present); !seen)
      return call.fail(within(connection_name(call), seen.error()));
  const auto removed =
      agent.connections.remove(connection_name(call), call.flag("force").value_or(false));
  if (!removed) return call.fail(within(connection_name(call), removed.error()));
  call.reply();
}

}  // namespace macsecd::methods
