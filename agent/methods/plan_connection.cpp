#include "control/member.hpp"
#include "entity_tag.hpp"
#include "methods/methods.hpp"
#include "profile_rules.hpp"

namespace macsecd::methods {
namespace {

using macsec::Json;

std::vector<std::string> names(const Json& list) {
  if (!list.is_array()) return {};
  return list.get<std::vector<std::string>>();
}

// Who took a connection down does not want it up only because somebody plans something else.
void keep_admin_state(const Json& members, const Connection* present, ConnectionSettings& wanted) {
  if (present != nullptr && macsec::member(members, "adminState").is_null())
    wanted.admin_state = present->settings().admin_state;
}

}  // namespace

void plan_connection(Agent agent, macsec::Call call) {
  const Json& members = macsec::member(call.parameters(), "settings");
  const std::string name = macsec::text_member(members, "connectionName").value_or("");
  auto wanted = settings_from(members);
  if (!wanted) return call.fail(within(name, wanted.error()));
  const auto found = agent.connections.find(name);
  const Connection* const present = found ? *found : nullptr;
  keep_admin_state(members, present, *wanted);
  if (agent.lags.find(name))
    return call.fail(macsec::within(
        name, {macsec::Errc::connection_exists, "connectionName: there is a LAG of this name",
               "choose another: commands take either"}));
  const auto may = agent.connections.check(*wanted, call.flag("force").value_or(false),
                                           names(macsec::member(call.parameters(), "without")));
  if (!may) return call.fail(within(name, may.error()));
  call.reply(
      {{"wanted", to_json(*wanted)},
       {"present", present != nullptr ? to_json(present->settings()) : Json(nullptr)},
       {"entityTag", present != nullptr ? Json(entity_tag(present->saved())) : Json(nullptr)},
       {"warnings", describe(settings_warnings(*wanted))}});
}

}  // namespace macsecd::methods
