#include "metrics.hpp"

#include "methods/methods.hpp"

namespace macsecd::methods {

void metrics(Agent agent, macsec::Call call) {
  agent.connections.refresh_counters();
  MetricsView view{.events = agent.events.counts()};
  for (const auto& connection : agent.connections.all())
    view.connections.push_back(connection->view());
  for (const auto& lag : agent.lags.all()) view.lags.push_back(lag->view());
  call.reply({{"text", metrics_text(view)}});
}

}  // namespace macsecd::methods
