#include "describe_vault.hpp"

#include "wall_clock.hpp"

namespace macsecd {
namespace {

using macsec::Error;
using macsec::Json;

Json reason(const Error& error) {
  return {{"code", "secret-not-readable"}, {"message", error.what}, {"moreInfo", error.hint}};
}

void add_keyring(Json& out, const Keyring& keyring, const MasterKeySources& sources) {
  const WrappedKey& active = keyring.active;
  const MasterKeySource* source = sources.find(active.provider);
  out["provider"] = active.provider;
  if (source != nullptr) out["masterKey"] = source->describe(active.wrapped);
  out["vaultKeyId"] = active.id;
  out["createdAt"] = to_string(active.created_at);
  if (const auto* better = sources.better_than(active.provider, active.wrapped))
    out["betterProvider"] = better->provider();
  if (keyring.previous) out["formerProvider"] = keyring.previous->provider;
}

}  // namespace

Json describe(const Vault& vault, const Rewrap& rewrap) {
  Json out{{"locked", !vault.usable()},
           {"statusReasons", Json::array()},
           {"secretCount", vault.list().size()},
           {"unreadableSecrets", Json::array()}};
  if (vault.why_locked()) out["statusReasons"].push_back(reason(*vault.why_locked()));
  for (const auto& [name, why] : vault.unreadable())
    out["unreadableSecrets"].push_back({{"secretName", name}, {"reason", reason(why)}});
  if (vault.keyring()) add_keyring(out, *vault.keyring(), vault.sources());
  if (rewrap.under_way()) out["secretsToMove"] = rewrap.left();
  return out;
}

}  // namespace macsecd
