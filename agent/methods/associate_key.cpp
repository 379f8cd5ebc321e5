#include "cak_reader.hpp"
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

void associate(Agent agent, macsec::Call& call, const Result<OpenVault*>& vault) {
  const std::string name = connection_name(call);
  const auto group = agent.lags.changeable(name);
  if (!group) return call.fail(within(name, group.error()));
  const auto key = ckn(call);
  if (!key) return call.fail(within(name, key.error()));
  const auto start = key_start(call);
  if (!start) return call.fail(within(name, start.error()));
  const auto file = call.take_descriptor(call.number("cakFileDescriptor").value_or(-1));
  if (!file) return call.fail(within(name, file.error()));
  const auto cak = read_cak(file->get());
  if (!cak) return call.fail(within(name, cak.error()));
  if (!vault) return call.fail(within(name, vault.error()));
  if (auto done = agent.connections.associate(**vault, *group, *key, *cak, *start); !done)
    return call.fail(within(name, done.error()));
  const Connection& connection = *group->front();
  call.reply({{"key", key_json(connection, *key)},
              {"warnings", describe(warnings(agent, connection, *key, cak->size()))}});
}

}  // namespace

void associate_key(Agent agent, macsec::Call call) {
  agent.vault.open(
      [agent, call](const Result<OpenVault*>& vault) mutable { associate(agent, call, vault); });
}

}  // namespace macsecd::methods
