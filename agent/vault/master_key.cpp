#include "vault/master_key.hpp"

#include <openssl/crypto.h>

#include <array>

#include "vault/canonical.hpp"
#include "vault/sealing.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Json;
using macsec::Result;

constexpr std::size_t size = MasterKey::max_size;

Canonical associated_data(const VaultKeyId& id) {
  Canonical out("macsecd wrapped vault key 1");
  out.text(id);
  return out;
}

std::string text_of(const Json& wrapped, const char* member) {
  const auto at = wrapped.find(member);
  return at != wrapped.end() && at->is_string() ? at->get<std::string>() : std::string();
}

int digit(std::uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<MasterKey> master_key_from(std::span<const std::uint8_t> octets) {
  if (octets.size() == size) return MasterKey::copy_from(octets);
  if (octets.size() == 2 * size + 1 && octets.back() == '\n') octets = octets.first(2 * size);
  if (octets.size() != 2 * size) return std::nullopt;
  std::array<std::uint8_t, size> out{};
  bool good = true;
  for (std::size_t i = 0; i < size; ++i) {
    const int high = digit(octets[2 * i]);
    const int low = digit(octets[2 * i + 1]);
    good = good && high >= 0 && low >= 0;
    if (good) out[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  auto key = good ? MasterKey::copy_from(out) : std::nullopt;
  OPENSSL_cleanse(out.data(), out.size());
  return key;
}

std::string id_of(const MasterKey& key) {
  const auto digest = sealing::authenticate(key.expose(), "macsecd master key id", "");
  return digest ? sealing::to_hex(std::span(*digest).first(8)) : "";
}

Result<Json> wrap_with(const MasterKey& master, const VaultKey& key, const VaultKeyId& id,
                       mka::Random& random) {
  const auto sealed =
      sealing::seal(master.expose(), associated_data(id).view(), key.expose(), random);
  if (!sealed)
    return Failure{{Errc::internal, "the vault key cannot be wrapped", "see the log of macsecd"}};
  return Json{{"masterKeyId", id_of(master)}, {"sealedVaultKey", sealing::to_hex(*sealed)}};
}

std::string master_key_id(const Json& wrapped) { return text_of(wrapped, "masterKeyId"); }

std::optional<VaultKey> unwrap_with(const MasterKey& master, const Json& wrapped,
                                    const VaultKeyId& id) {
  const auto sealed = sealing::from_hex(text_of(wrapped, "sealedVaultKey"));
  if (!sealed) return std::nullopt;
  std::array<std::uint8_t, VaultKey::max_size> plain{};
  std::optional<VaultKey> key;
  if (sealing::open(master.expose(), associated_data(id).view(), *sealed, plain))
    key = VaultKey::copy_from(plain);
  OPENSSL_cleanse(plain.data(), plain.size());
  return key;
}

}  // namespace macsecd
