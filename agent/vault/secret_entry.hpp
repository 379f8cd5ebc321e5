// What the index knows of one secret: everything but the secret. The metadata that other parts of
// the agent keep with it (grants, a planned deletion) are facets: small structs with a name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "control/json.hpp"
#include "mka/types.hpp"
#include "vault/vault_key.hpp"
#include "wall_clock.hpp"

namespace macsecd {

struct SecretEntry {
  std::string name;
  mka::Ckn ckn;
  std::uint64_t record = 0;  // its version, and its file's name; never used twice
  VaultKeyId vault_key;      // that it is sealed under
  std::size_t size = 0;      // of the CAK, in octets
  WallTime created_at{};
  macsec::Json facets = macsec::Json::object();

  // A facet T has `static constexpr const char* facet`, and beside it
  //   macsec::Json to_json(const T&);
  //   static std::optional<T> T::from(const macsec::Json&);   nothing: it makes no sense
  template <typename T>
  std::optional<T> get() const {
    const auto at = facets.find(T::facet);
    return at == facets.end() ? std::nullopt : T::from(*at);
  }
};

macsec::Json to_json(const SecretEntry& entry);
std::optional<SecretEntry> secret_entry_from(const macsec::Json& json);

}  // namespace macsecd
