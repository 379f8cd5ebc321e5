#include "vault/secret_entry.hpp"

#include "members.hpp"
#include "vault/secret_name.hpp"

namespace macsecd {

using macsec::Json;

Json to_json(const SecretEntry& entry) {
  Json out{{"secretName", entry.name}, {"ckn", entry.ckn.hex()},
           {"record", entry.record},   {"vaultKeyId", entry.vault_key},
           {"size", entry.size},       {"createdAt", to_string(entry.created_at)}};
  if (!entry.facets.empty()) out["facets"] = entry.facets;
  return out;
}

std::optional<SecretEntry> secret_entry_from(const Json& json) {
  Members in(json);
  std::string name;
  std::string ckn;
  std::string created_at;
  in.text("secretName", name);
  in.text("ckn", ckn);
  in.text("createdAt", created_at);
  const auto key = mka::Ckn::from_hex(ckn);
  const auto created = wall_time_from(created_at, WallTime{});
  if (!is_secret_name(name) || !key || !created) return std::nullopt;
  SecretEntry entry{.name = name, .ckn = *key, .vault_key = {}, .created_at = *created};
  in.number("record", entry.record, 0, UINT64_MAX / 2);
  in.number("size", entry.size, 0, 32);
  in.text("vaultKeyId", entry.vault_key);
  if (in.error() || entry.record == 0) return std::nullopt;
  if (const auto facets = json.find("facets"); facets != json.end()) {
    if (!facets->is_object()) return std::nullopt;
    entry.facets = *facets;
  }
  return entry;
}

}  // namespace macsecd
