#include "derived_from.hpp"
#include "describe_rotation.hpp"
#include "key_weakness.hpp"
#include "methods/given_cak.hpp"
#include "methods/methods.hpp"
#include "methods/number_within.hpp"
#include "saved_rotation.hpp"

namespace macsecd::methods {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

struct Pair {
  Key key;
  std::optional<mka::Cak> cak{};
  std::optional<Reason> padding{};
};

// As far as they were given; the CAK may be missing in a dry run only.
Result<std::optional<Pair>> pair_of(macsec::Call& call, Profile profile) {
  if (!call.text("ckn")) return std::optional<Pair>{};
  const auto name = ckn(call);
  if (!name) return Failure{name.error()};
  Pair pair{.key = {*name, std::nullopt}};
  if (call.number("cakFileDescriptor")) {
    auto given = given_cak(call, profile);
    if (!given) return Failure{given.error()};
    auto derived = derived_from(given->cak, *name);
    if (!derived) return Failure{derived.error()};
    if (given->padded()) pair.padding = padding_warning(given->given);
    pair.key.derived = *std::move(derived);
    pair.cak = std::move(given->cak);
  }
  return std::optional<Pair>(std::move(pair));
}

std::vector<Check> checks_of(Agent agent, const Connection& connection,
                             const std::optional<Pair>& pair) {
  if (!pair) return connection.preflight(nullptr, {});
  auto warnings = agent.connections.reuse(connection, pair->key);
  const ConnectionSettings& s = connection.settings();
  const auto size = pair->cak ? std::optional(pair->cak->size()) : std::nullopt;
  const auto weak = key_weaknesses(s.profile, s.suite, pair->key.ckn, size);
  warnings.insert(warnings.end(), weak.begin(), weak.end());
  if (pair->padding) warnings.push_back(*pair->padding);
  return connection.preflight(&pair->key, std::move(warnings));
}

Result<Rotation> wanted(const macsec::Call& call, const mka::Ckn& fresh) {
  const auto bake = number_within(call, "bakeSeconds", 0, longest_bake.count());
  if (!bake) return Failure{bake.error()};
  return Rotation{.fresh = fresh,
                  .old = {},
                  .bake = std::chrono::seconds(bake->value_or(default_bake.count())),
                  .keep_old = call.flag("keepOld").value_or(false),
                  .started_at = wall_now()};
}

// Of a LAG each member is looked at: its checks carry its name.
std::vector<Check> checks_of(Agent agent, const Group& group, const std::optional<Pair>& pair) {
  std::vector<Check> out;
  for (const Connection* connection : group)
    for (Check& check : checks_of(agent, *connection, pair)) {
      if (group.size() > 1) check.message.insert(0, connection->name() + ": ");
      out.push_back(std::move(check));
    }
  return out;
}

Result<void> start(Agent agent, const Result<OpenVault*>& vault, const Group& group,
                   const macsec::Call& call, const Pair& pair) {
  if (!vault) return Failure{vault.error()};
  auto rotation = wanted(call, pair.key.ckn);
  if (!rotation) return Failure{rotation.error()};
  return agent.connections.rotate(**vault, group, *std::move(rotation), *pair.cak);
}

void rotate(Agent agent, macsec::Call& call, const Result<OpenVault*>& vault) {
  const std::string name = connection_name(call);
  const auto group = agent.lags.changeable(name);
  if (!group) return call.fail(within(name, group.error()));
  const auto pair = pair_of(call, group->front()->settings().profile);
  if (!pair) return call.fail(within(name, pair.error()));
  const bool dry_run = call.flag("dryRun").value_or(false);
  if (!dry_run && (!*pair || !(*pair)->cak))
    return call.fail(
        macsec::within(name, {Errc::illegal_param, "a rotation needs a CKN and its CAK",
                              "give ckn and cakFileDescriptor, or dryRun"}));
  const auto checks = checks_of(agent, *group, *pair);
  if (!dry_run) {
    if (const auto stop = obstacle(checks, call.flag("force").value_or(false)))
      return call.fail(within(name, *stop));
    if (auto started = start(agent, vault, *group, call, **pair); !started)
      return call.fail(within(name, started.error()));
  }
  call.reply({{"safe", !obstacle(checks, false)},
              {"checks", describe(checks)},
              {"rotation", describe_rotation(group->front()->view().rotation)}});
}

}  // namespace

void rotate_key(Agent agent, macsec::Call call) {
  agent.vault.open(
      [agent, call](const Result<OpenVault*>& vault) mutable { rotate(agent, call, vault); });
}

}  // namespace macsecd::methods
