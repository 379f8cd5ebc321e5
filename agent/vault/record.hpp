// One CAK as it lies on disk. Everything that the index says of it is associated data: a record
// under another name, of another version, or of another vault key is not authentic.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mka/random.hpp"
#include "mka/secret.hpp"
#include "vault/secret_entry.hpp"
#include "vault/vault_key.hpp"

namespace macsecd {

// A record is smaller than this.
inline constexpr std::size_t largest_record = 128;

std::optional<std::vector<std::uint8_t>> seal_record(const SecretEntry& entry, const VaultKey& key,
                                                     const mka::Cak& cak, mka::Random& random);
std::optional<mka::Cak> open_record(const SecretEntry& entry, const VaultKey& key,
                                    std::span<const std::uint8_t> octets);

}  // namespace macsecd
