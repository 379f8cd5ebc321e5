#include "entity_tag.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {
namespace {

// What a member has beside the LAG's keys is its own.
macsec::Result<Group> deletable(Agent agent, const std::string& name, const mka::Ckn& key) {
  const auto one = agent.connections.find(name);
  if (!one || (*one)->lag().empty()) return agent.lags.changeable(name);
  for (const Connection* member : agent.connections.members_of((*one)->lag()))
    if (member != *one && member->saved().keys.find(key) != nullptr)
      return agent.lags.changeable(name);
  return agent.lags.addressed(name);
}

}  // namespace

void delete_key(Agent agent, macsec::Call call) {
  const auto key = ckn(call);
  if (!key) return call.fail(within(connection_name(call), key.error()));
  const auto group = deletable(agent, connection_name(call), *key);
  if (!group) return call.fail(within(connection_name(call), group.error()));
  if (const auto seen = check_seen(call, *group->front()); !seen)
    return call.fail(within(connection_name(call), seen.error()));
  const auto deleted = agent.connections.delete_key(*group, *key);
  if (!deleted) return call.fail(within(connection_name(call), deleted.error()));
  call.reply({{"entityTag", entity_tag(group->front()->saved())}});
}

}  // namespace macsecd::methods
