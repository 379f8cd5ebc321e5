#include "vault/vault_index.hpp"

#include "members.hpp"
#include "vault/sealing.hpp"

namespace macsecd {
namespace {

using macsec::Json;

constexpr std::string_view purpose = "macsecd vault index 1";
constexpr const char* code_member = "authenticationCode";

Json to_json(const VaultIndex& index) {
  Json secrets = Json::array();
  for (const auto& [name, entry] : index.secrets) secrets.push_back(macsecd::to_json(entry));
  return {{"version", 1},
          {"counter", index.counter},
          {"lastRecord", index.last_record},
          {"vaultKeyId", index.vault_key},
          {"secrets", std::move(secrets)}};
}

}  // namespace

const SecretEntry* VaultIndex::find(std::string_view name) const {
  const auto at = secrets.find(name);
  return at == secrets.end() ? nullptr : &at->second;
}

std::optional<std::string> to_text(const VaultIndex& index, const VaultKey& key) {
  Json json = to_json(index);
  const auto code = sealing::authenticate(key.expose(), purpose, macsec::to_text(json));
  if (!code) return std::nullopt;
  json[code_member] = sealing::to_hex(*code);
  return macsec::to_text(json, 1) + "\n";
}

bool UnverifiedIndex::verify(const VaultKey& key) const {
  const auto wanted = sealing::authenticate(key.expose(), purpose, authenticated);
  const auto given = sealing::from_hex(code);
  return wanted && given && sealing::same(*wanted, *given);
}

std::optional<UnverifiedIndex> unverified_index_from(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  UnverifiedIndex out;
  Members in(json);
  in.number("counter", out.index.counter, 1, UINT64_MAX / 2);
  in.number("lastRecord", out.index.last_record, 0, UINT64_MAX / 2);
  in.text("vaultKeyId", out.index.vault_key);
  in.text(code_member, out.code);
  const auto secrets = json.find("secrets");
  if (in.error() || out.index.counter == 0 || secrets == json.end() || !secrets->is_array())
    return std::nullopt;
  for (const Json& one : *secrets) {
    auto entry = secret_entry_from(one);
    if (!entry || entry->record > out.index.last_record) return std::nullopt;
    const std::string name = entry->name;
    if (!out.index.secrets.emplace(name, *std::move(entry)).second) return std::nullopt;
  }
  Json without = json;
  without.erase(code_member);
  out.authenticated = macsec::to_text(without);
  return out;
}

}  // namespace macsecd
