#include "key_weakness.hpp"
#include "log.hpp"
#include "methods/given_cak.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

std::vector<Reason> warnings(Agent agent, const Connection& connection, const mka::Ckn& name,
                             const GivenCak& given) {
  std::vector<Reason> out = agent.connections.reuse(connection, name);
  const ConnectionSettings& s = connection.settings();
  const auto weak = key_weaknesses(s.profile, s.suite, name, given.cak.size());
  out.insert(out.end(), weak.begin(), weak.end());
  if (given.padded()) out.push_back(padding_warning(given.given));
  for (const Reason& one : out)
    log::warning(connection.name() + ": key " + name.hex() + ": " + one.message + "; " + one.more);
  return out;
}

Result<KeyStart> start_of(const macsec::Call& call) {
  KeyStart start;
  start.when_peer_seen = call.flag("activateWhenPeerSeen").value_or(false);
  const auto text = call.text("startOn");
  if (!text) return start;
  start.on = wall_time_from(*text, wall_now());
  if (!start.on)
    return Failure{{Errc::illegal_param, "startOn: \"" + *text + "\" is no time",
                    "2026-01-31T12:00:00Z, with an offset +01:00 instead of Z, or +SECONDS"}};
  if (*start.on <= wall_now()) start.on.reset();  // it has come
  return start;
}

void associate(Agent agent, macsec::Call& call, const Result<OpenVault*>& vault) {
  const std::string name = connection_name(call);
  const auto group = agent.lags.changeable(name);
  if (!group) return call.fail(within(name, group.error()));
  const auto key = ckn(call);
  if (!key) return call.fail(within(name, key.error()));
  const auto start = start_of(call);
  if (!start) return call.fail(within(name, start.error()));
  const auto given = given_cak(call, group->front()->settings().profile);
  if (!given) return call.fail(within(name, given.error()));
  if (!vault) return call.fail(within(name, vault.error()));
  if (auto done = agent.connections.associate(**vault, *group, *key, given->cak, *start); !done)
    return call.fail(within(name, done.error()));
  const Connection& connection = *group->front();
  call.reply({{"key", key_json(connection, *key)},
              {"warnings", describe(warnings(agent, connection, *key, *given))}});
}

}  // namespace

void associate_key(Agent agent, macsec::Call call) {
  agent.vault.open(
      [agent, call](const Result<OpenVault*>& vault) mutable { associate(agent, call, vault); });
}

}  // namespace macsecd::methods
