#include "vault/keyring.hpp"

#include "members.hpp"
#include "vault/sealing.hpp"

namespace macsecd {
namespace {

using macsec::Json;

constexpr std::size_t id_digits = 16;

Json to_json(const WrappedKey& key) {
  return {{"vaultKeyId", key.id},
          {"provider", key.provider},
          {"createdAt", to_string(key.created_at)},
          {"wrapped", key.wrapped}};
}

std::optional<WrappedKey> wrapped_key_from(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  WrappedKey key;
  std::string created_at;
  Members in(json);
  in.text("vaultKeyId", key.id);
  in.text("provider", key.provider);
  in.text("createdAt", created_at);
  const auto created = wall_time_from(created_at, WallTime{});
  const auto wrapped = json.find("wrapped");
  if (in.error() || !created || wrapped == json.end() || !wrapped->is_object() ||
      key.id.size() != id_digits || !sealing::from_hex(key.id))
    return std::nullopt;
  key.created_at = *created;
  key.wrapped = *wrapped;
  return key;
}

}  // namespace

Json to_json(const Keyring& keyring) {
  Json out{{"version", 1}, {"active", to_json(keyring.active)}};
  if (keyring.previous) out["previous"] = to_json(*keyring.previous);
  return out;
}

std::optional<Keyring> keyring_from(const Json& json) {
  const auto active = json.is_object() ? json.find("active") : json.end();
  if (active == json.end()) return std::nullopt;
  auto key = wrapped_key_from(*active);
  if (!key) return std::nullopt;
  Keyring out{*std::move(key)};
  if (const auto previous = json.find("previous"); previous != json.end()) {
    out.previous = wrapped_key_from(*previous);
    if (!out.previous) return std::nullopt;
  }
  return out;
}

}  // namespace macsecd
