#include "methods/lag_methods.hpp"

namespace macsecd::methods {
namespace {

using macsec::Failure;
using macsec::Result;

Result<void> update(Agent agent, const std::string& name, const macsec::Call& call) {
  if (const auto mode = call.text("encryptionMode")) {
    const auto members = agent.lags.changeable(name);
    if (!members) return Failure{members.error()};
    if (auto done = agent.connections.update(*members, {{"encryptionMode", *mode}}); !done)
      return done;
  }
  if (const auto minimum = call.number("minimumLinks"))
    return agent.lags.set_minimum_links(name, *minimum);
  return {};
}

}  // namespace

void update_lag(Agent agent, macsec::Call call) {
  const std::string name = lag_name(call);
  if (const auto lag = agent.lags.find(name); !lag) return call.fail(within(name, lag.error()));
  const auto done = update(agent, name, call);
  if (!done) return call.fail(within(name, done.error()));
  call.reply({{"lag", lag_json(agent, name)}});
}

}  // namespace macsecd::methods
