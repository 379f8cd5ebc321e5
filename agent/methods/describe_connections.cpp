#include "methods/methods.hpp"

namespace macsecd::methods {

void describe_connections(Agent agent, macsec::Call call) {
  agent.connections.refresh_counters();
  agent.secrets.tell_keys();
  macsec::Json list = macsec::Json::array();
  if (const auto name = call.text("connectionName")) {
    const auto group = agent.lags.addressed(*name);
    if (!group) return call.fail(within(*name, group.error()));
    for (const Connection* connection : *group) list.push_back(describe(connection->view()));
  } else {
    for (const auto& connection : agent.connections.all())
      list.push_back(describe(connection->view()));
  }
  call.reply({{"connections", std::move(list)}});
}

}  // namespace macsecd::methods
