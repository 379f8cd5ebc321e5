#include "methods/lag_methods.hpp"

namespace macsecd::methods {

namespace {

macsec::Json describe_with_joining(Agent agent, const Lag& lag) {
  LagView view = lag.view();
  view.joining = agent.lags.joining(lag.name());
  return describe(view);
}

}  // namespace

macsec::Json lag_json(Agent agent, const std::string& name) {
  const auto lag = agent.lags.find(name);
  return lag ? describe_with_joining(agent, **lag) : macsec::Json(nullptr);
}

void describe_lags(Agent agent, macsec::Call call) {
  macsec::Json list = macsec::Json::array();
  if (const auto name = call.text("lagName")) {
    const auto lag = agent.lags.find(*name);
    if (!lag) return call.fail(within(*name, lag.error()));
    list.push_back(describe_with_joining(agent, **lag));
  } else {
    for (const auto& lag : agent.lags.all()) list.push_back(describe_with_joining(agent, *lag));
  }
  call.reply({{"lags", std::move(list)}});
}

}  // namespace macsecd::methods
