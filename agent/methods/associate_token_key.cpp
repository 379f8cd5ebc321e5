#include "entity_tag.hpp"
#include "key_weakness.hpp"
#include "log.hpp"
#include "methods/key_start.hpp"
#include "methods/methods.hpp"

namespace macsecd::methods {
namespace {

std::vector<Reason> warnings(Agent agent, const Connection& connection, const mka::Ckn& name,
                             std::size_t cak_size) {
  std::vector<Reason> out = agent.connections.reuse(connection, name);
  const ConnectionSettings& s = connection.settings();
  const auto weak = key_weaknesses(s.profile, s.suite, name, cak_size);
  out.insert(out.end(), weak.begin(), weak.end());
  for (const Reason& one : out)
    log::warning(connection.name() + ": key " + name.hex() + ": " + one.message + "; " + one.more);
  return out;
}

// The token has had its time: whether the key fits the connection is looked at as of now.
void associate(Agent agent, macsec::Call call, const mka::Ckn& key, const token::Uri& uri,
               const KeyStart& start, std::optional<KeySession> session,
               const mka::DerivedKeys& derived) {
  const std::string name = connection_name(call);
  const auto group = agent.lags.changeable(name);
  if (!group) return call.fail(within(name, group.error()));
  if (const auto seen = check_seen(call, *group->front()); !seen)
    return call.fail(within(name, seen.error()));
  if (auto done = agent.connections.associate_token(*group, key, derived, uri.text(), start, session);
      !done)
    return call.fail(within(name, done.error()));
  const Connection& connection = *group->front();
  call.reply({{"key", key_json(connection, key)},
              {"warnings", describe(warnings(agent, connection, key, derived.cak_size()))},
              {"entityTag", entity_tag(connection.saved())}});
}

}  // namespace

void associate_token_key(Agent agent, macsec::Call call) {
  const std::string name = connection_name(call);
  if (const auto group = agent.lags.changeable(name); !group)
    return call.fail(within(name, group.error()));
  const auto key = ckn(call);
  if (!key) return call.fail(within(name, key.error()));
  const auto start = key_start(call);
  if (!start) return call.fail(within(name, start.error()));
  const auto session = key_session(call);
  if (!session) return call.fail(within(name, session.error()));
  const auto uri = token::Uri::parse(call.text("pkcs11Uri").value_or(""));
  if (!uri) return call.fail(within(name, uri.error()));
  agent.tokens.derive(
      *uri, *key,
      [agent, call, key = *key, uri = *uri,
       start = *start, session = *session](token::Outcome<mka::DerivedKeys> outcome) mutable {
        if (const auto* trouble = std::get_if<token::Trouble>(&outcome))
          return call.fail(within(connection_name(call), token::to_error(*trouble)));
        associate(agent, call, key, uri, start, session, std::get<mka::DerivedKeys>(outcome));
      });
}

}  // namespace macsecd::methods
