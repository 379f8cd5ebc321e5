#include "methods/lag_methods.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Json;
using macsec::Result;

std::vector<std::string> names_in(const macsec::Call& call) {
  std::vector<std::string> out;
  for (const Json& name : call.parameters().at("connections")) out.push_back(name);
  return out;
}

// Interfaces that are to become members, and have no connection yet.
std::vector<std::string> without_connection(Agent agent, const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names)
    if (!agent.connections.find(name)) out.push_back(name);
  return out;
}

// A connection of the interface's name. The mode and suite of the LAG, where they are given.
Result<void> make_connection(Agent agent, const macsec::Call& call, const std::string& interface) {
  Json members{{"connectionName", interface}, {"interface", interface}};
  for (const char* policy : {"encryptionMode", "cipherSuite"})
    if (const auto value = call.text(policy)) members[policy] = *value;
  if (agent.lags.find(interface))
    return Failure{macsec::within(
        interface, {Errc::connection_exists, "there is a LAG of this name",
                    "create the connection under another name first: commands take either"})};
  auto settings = settings_from(members);
  if (!settings) return Failure{macsec::within(interface, settings.error())};
  auto made = agent.connections.create(*std::move(settings), false);
  if (!made) return Failure{macsec::within(interface, made.error())};
  return {};
}

void remove(Agent agent, const std::vector<std::string>& made) {
  for (const std::string& name : made) (void)agent.connections.remove(name, true);
}

Result<std::vector<Reason>> create(Agent agent, const macsec::Call& call, LagSettings settings) {
  const auto names = names_in(call);
  const bool dry_run = call.flag("dryRun").value_or(false);
  if (!call.flag("requestMacSec").value_or(false))
    return agent.lags.create(std::move(settings), names, dry_run);
  const auto missing = without_connection(agent, names);
  std::vector<Reason> changes;
  for (const std::string& name : missing)
    changes.push_back({"connection-created", name + ": a connection over this interface", ""});
  if (dry_run && !missing.empty()) return changes;
  std::vector<std::string> made;
  for (const std::string& name : missing) {
    if (auto done = make_connection(agent, call, name); !done) {
      remove(agent, made);
      return Failure{done.error()};
    }
    made.push_back(name);
  }
  auto changed = agent.lags.create(std::move(settings), names, dry_run);
  if (!changed) remove(agent, made);
  if (changed) changed->insert(changed->begin(), changes.begin(), changes.end());
  return changed;
}

}  // namespace

void create_lag(Agent agent, macsec::Call call) {
  auto settings = lag_settings_from(call.parameters());
  if (!settings) return call.fail(within(lag_name(call), settings.error()));
  const auto changes = create(agent, call, *std::move(settings));
  if (!changes) return call.fail(within(lag_name(call), changes.error()));
  call.reply({{"lag", lag_json(agent, lag_name(call))}, {"changes", describe(*changes)}});
}

}  // namespace macsecd::methods
