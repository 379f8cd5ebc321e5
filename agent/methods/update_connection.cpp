#include "methods/methods.hpp"
#include "profile_rules.hpp"

namespace macsecd::methods {
namespace {

// A member of a LAG alone may be taken down and up, but not differ from the others.
macsec::Result<void> stays_alike(Agent agent, const std::string& name,
                                 const macsec::Json& members) {
  const auto one = agent.connections.find(name);
  if (!one || (*one)->lag().empty()) return {};
  const auto wanted = updated((*one)->settings(), members);
  if (!wanted || like(*wanted, (*one)->settings()) == *wanted) return {};
  return macsec::Failure{agent.lags.changeable(name).error()};
}

}  // namespace

void update_connection(Agent agent, macsec::Call call) {
  const std::string name = connection_name(call);
  const auto group = agent.lags.addressed(name);
  if (!group) return call.fail(within(name, group.error()));
  if (const auto alike = stays_alike(agent, name, call.parameters()); !alike)
    return call.fail(within(name, alike.error()));
  if (const auto seen = check_seen(call, *group->front()); !seen)
    return call.fail(within(name, seen.error()));
  const auto changed = agent.connections.update(*group, call.parameters());
  if (!changed) return call.fail(within(name, changed.error()));
  call.reply({{"connection", describe(group->front()->view())},
              {"warnings", describe(settings_warnings(group->front()->settings()))}});
}

}  // namespace macsecd::methods
