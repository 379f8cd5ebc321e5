#include "derived_from.hpp"
#include "entity_tag.hpp"
#include "key_session.hpp"
#include "key_weakness.hpp"
#include "log.hpp"
#include "methods/given_cak.hpp"
#include "methods/key_start.hpp"
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

struct Wanted {
  std::string name;  // of the connection or LAG
  KeyStart start{};
  std::optional<KeySession> session{};
};

Result<Wanted> wanted(const macsec::Call& call) {
  const auto start = key_start(call);
  if (!start) return Failure{start.error()};
  const auto session = key_session(call);
  if (!session) return Failure{session.error()};
  return Wanted{connection_name(call), *start, *session};
}

void reply(Agent agent, macsec::Call& call, const Connection& connection, const mka::Ckn& key,
           const GivenCak& given) {
  agent.secrets.tell_keys();
  call.reply({{"key", key_json(connection, key)},
              {"warnings", describe(warnings(agent, connection, key, given))},
              {"entityTag", entity_tag(connection.saved())}});
}

// The vault may answer later: what the request is for is looked up when it has.
Result<void> associate_secret(Agent agent, macsec::Call& call, const Wanted& wanted,
                              const std::string& secret, OpenVault& vault) {
  const auto group = agent.lags.changeable(wanted.name);
  if (!group) return Failure{group.error()};
  if (auto seen = check_seen(call, *group->front()); !seen) return seen;
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

void associate_secret(Agent agent, macsec::Call call, const Wanted& wanted) {
  const std::string secret = *call.text("secretName");
  if (call.text("ckn") || call.number("cakFileDescriptor"))
    return call.fail(
        macsec::within(wanted.name, {Errc::illegal_param, "a key is given by its pair or by a secret",
                             "leave out ckn and cakFileDescriptor, or secretName"}));
  agent.vault.open([=](Result<OpenVault*> open) mutable {
    if (!open) return call.fail(within(wanted.name, open.error()));
    if (auto done = associate_secret(agent, call, wanted, secret, **open); !done)
      call.fail(within(wanted.name, done.error()));
  });
}

void associate_pair(Agent agent, macsec::Call& call, const Wanted& wanted,
                    const Result<OpenVault*>& vault) {
  const std::string& name = wanted.name;
  const auto group = agent.lags.changeable(name);
  if (!group) return call.fail(within(name, group.error()));
  if (const auto seen = check_seen(call, *group->front()); !seen)
    return call.fail(within(name, seen.error()));
  const auto key = ckn(call);
  if (!key) return call.fail(within(name, key.error()));
  const auto given = given_cak(call, group->front()->settings().profile);
  if (!given) return call.fail(within(name, given.error()));
  if (!vault) return call.fail(within(name, vault.error()));
  if (auto done = agent.connections.associate(**vault, *group, *key, given->cak, wanted.start,
                                              wanted.session);
      !done)
    return call.fail(within(name, done.error()));
  reply(agent, call, *group->front(), *key, *given);
}

}  // namespace

void associate_key(Agent agent, macsec::Call call) {
  const auto request = wanted(call);
  if (!request) return call.fail(within(connection_name(call), request.error()));
  if (call.text("secretName")) return associate_secret(agent, std::move(call), *request);
  agent.vault.open([agent, call, request = *request](const Result<OpenVault*>& vault) mutable {
    associate_pair(agent, call, request, vault);
  });
}

}  // namespace macsecd::methods
