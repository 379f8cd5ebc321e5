#include "derived_from.hpp"
#include "key_session.hpp"
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

Result<std::optional<KeySession>> session_of(const macsec::Call& call) {
  const auto word = call.text("session");
  if (!word) return std::optional<KeySession>{};
  if (const auto session = key_session_from(*word)) return session;
  return Failure{
      {Errc::illegal_param, "session: " + *word + " is not known", "one of primary, fallback"}};
}

struct Wanted {
  std::string name;  // of the connection or LAG
  KeyStart start{};
  std::optional<KeySession> session{};
};

Result<Wanted> wanted(const macsec::Call& call) {
  const auto start = start_of(call);
  if (!start) return Failure{start.error()};
  const auto session = session_of(call);
  if (!session) return Failure{session.error()};
  return Wanted{connection_name(call), *start, *session};
}

void reply(Agent agent, macsec::Call& call, const Connection& connection, const mka::Ckn& key,
           const GivenCak& given) {
  agent.secrets.tell_keys();
  call.reply({{"key", key_json(connection, key)},
              {"warnings", describe(warnings(agent, connection, key, given))}});
}

// The vault may answer later: what the request is for is looked up when it has.
Result<void> associate_secret(Agent agent, macsec::Call& call, const Wanted& wanted,
                              const std::string& secret, OpenVault& vault) {
  const auto group = agent.lags.changeable(wanted.name);
  if (!group) return Failure{group.error()};
  if (auto may = agent.secrets.check_use(*group, secret); !may) return may;
  const mka::Ckn key = vault.find(secret)->ckn;
  auto cak = vault.read(secret);
  if (!cak) return Failure{cak.error()};
  const auto derived = derived_from(*cak, key);
  if (!derived) return Failure{derived.error()};
  if (auto done = agent.connections.associate_secret(*group, secret, key, *derived, wanted.start,
                                                     wanted.session);
      !done)
    return done;
  const std::size_t size = cak->size();
  reply(agent, call, *group->front(), key, {*std::move(cak), size});
  return {};
}

void associate_secret(Agent agent, macsec::Call& call, const Wanted& wanted,
                      const Result<OpenVault*>& vault) {
  const std::string secret = *call.text("secretName");
  if (call.text("ckn") || call.number("cakFileDescriptor"))
    return call.fail(
        macsec::within(wanted.name, {Errc::illegal_param, "a key is given by its pair or by a secret",
                             "leave out ckn and cakFileDescriptor, or secretName"}));
  if (!vault) return call.fail(within(wanted.name, vault.error()));
  if (auto done = associate_secret(agent, call, wanted, secret, **vault); !done)
    call.fail(within(wanted.name, done.error()));
}

void associate(Agent agent, macsec::Call& call, const Result<OpenVault*>& vault) {
  const std::string name = connection_name(call);
  const auto request = wanted(call);
  if (!request) return call.fail(within(name, request.error()));
  if (call.text("secretName")) return associate_secret(agent, call, *request, vault);
  const auto group = agent.lags.changeable(name);
  if (!group) return call.fail(within(name, group.error()));
  const auto key = ckn(call);
  if (!key) return call.fail(within(name, key.error()));
  const auto given = given_cak(call, group->front()->settings().profile);
  if (!given) return call.fail(within(name, given.error()));
  if (!vault) return call.fail(within(name, vault.error()));
  if (auto done = agent.connections.associate(**vault, *group, *key, given->cak, request->start,
                                              request->session);
      !done)
    return call.fail(within(name, done.error()));
  reply(agent, call, *group->front(), *key, *given);
}

}  // namespace

void associate_key(Agent agent, macsec::Call call) {
  agent.vault.open(
      [agent, call](const Result<OpenVault*>& vault) mutable { associate(agent, call, vault); });
}

}  // namespace macsecd::methods
