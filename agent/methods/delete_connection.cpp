#include "methods/methods.hpp"

namespace macsecd::methods {

void delete_connection(Agent agent, macsec::Call call) {
  const auto removed =
      agent.connections.remove(connection_name(call), call.flag("force").value_or(false));
  if (!removed) return call.fail(within(connection_name(call), removed.error()));
  call.reply();
}

}  // namespace macsecd::methods
