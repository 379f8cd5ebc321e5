#include "vault/record.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "vault/canonical.hpp"
#include "vault/sealing.hpp"

namespace macsecd {
namespace {

// A later form of records begins otherwise.
constexpr std::string_view magic = "macsecd record 1\n";

Canonical associated_data(const SecretEntry& entry) {
  Canonical out("macsecd vault record 1");
  out.text(entry.name)
      .number(entry.record)
      .text(entry.ckn.hex())
      .number(entry.size)
      .number(static_cast<std::uint64_t>(entry.created_at.time_since_epoch().count()))
      .text(entry.vault_key);
  return out;
}

}  // namespace

std::optional<std::vector<std::uint8_t>> seal_record(const SecretEntry& entry, const VaultKey& key,
                                                     const mka::Cak& cak, mka::Random& random) {
  const auto sealed =
      sealing::seal(key.expose(), associated_data(entry).view(), cak.expose(), random);
  if (!sealed) return std::nullopt;
  std::vector<std::uint8_t> out(magic.begin(), magic.end());
  out.insert(out.end(), sealed->begin(), sealed->end());
  return out;
}

std::optional<mka::Cak> open_record(const SecretEntry& entry, const VaultKey& key,
                                    std::span<const std::uint8_t> octets) {
  if (octets.size() < magic.size() || !std::equal(magic.begin(), magic.end(), octets.begin()))
    return std::nullopt;
  std::array<std::uint8_t, mka::Cak::max_size> plain{};
  if (entry.size > plain.size()) return std::nullopt;
  const std::span out = std::span(plain).first(entry.size);
  std::optional<mka::Cak> cak;
  if (sealing::open(key.expose(), associated_data(entry).view(), octets.subspan(magic.size()), out))
    cak = mka::Cak::copy_from(out);
  OPENSSL_cleanse(plain.data(), plain.size());
  return cak;
}

}  // namespace macsecd
