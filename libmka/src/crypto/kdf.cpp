#include "crypto/kdf.hpp"

#include <string_view>

#include "crypto/cmac.hpp"
#include "crypto/wiped.hpp"
#include "mka/derived_keys.hpp"

namespace mka::crypto {
namespace {

constexpr std::size_t block_size = 16;

Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Block i is AES-CMAC(CAK, i || label || 0 || context || length in bits); 802.1X 6.2.1.
template <typename Key>
std::optional<Key> derive(const Cak& cak, std::string_view label, Bytes context, std::size_t size) {
  const auto prf = Cmac::with_key(cak.expose());
  if (!prf) return std::nullopt;
  const std::size_t bits = 8 * size;
  const std::array<std::uint8_t, 2> length{static_cast<std::uint8_t>(bits >> 8),
                                           static_cast<std::uint8_t>(bits & 0xFFu)};
  const std::array<std::uint8_t, 1> separator{0};
  Wiped<32> key;
  for (std::size_t done = 0; done < size; done += block_size) {
    const std::array counter{static_cast<std::uint8_t>(done / block_size + 1)};
    auto block = prf->mac({counter, as_bytes(label), separator, context, length});
    if (!block) return std::nullopt;
    std::ranges::copy(*block, key.octets.begin() + static_cast<std::ptrdiff_t>(done));
    OPENSSL_cleanse(block->data(), block->size());
  }
  return Key::copy_from(Bytes(key.octets).first(size));
}

// The first 16 octets of the CKN, a shorter one filled up with zeros (802.1X 9.3.3).
std::array<std::uint8_t, 16> key_id(const Ckn& ckn) {
  std::array<std::uint8_t, 16> id{};
  const Bytes name = ckn.octets();
  std::ranges::copy(name.first(std::min(name.size(), id.size())), id.begin());
  return id;
}

}  // namespace

std::optional<Ick> derive_ick(const Cak& cak, const Ckn& ckn) {
  return derive<Ick>(cak, "IEEE8021 ICK", key_id(ckn), cak.size());
}

std::optional<Kek> derive_kek(const Cak& cak, const Ckn& ckn) {
  return derive<Kek>(cak, "IEEE8021 KEK", key_id(ckn), cak.size());
}

std::optional<CakPrint> derive_print(const Cak& cak) {
  return derive<CakPrint>(cak, "macsecd CAK print", {}, CakPrint::max_size);
}

}  // namespace mka::crypto

namespace mka {

std::optional<DerivedKeys> derive_keys(const Cak& cak, const Ckn& ckn) {
  auto ick = crypto::derive_ick(cak, ckn);
  auto kek = crypto::derive_kek(cak, ckn);
  auto print = crypto::derive_print(cak);
  if (!ick || !kek || !print) return std::nullopt;
  return DerivedKeys{*std::move(ick), *std::move(kek), *std::move(print)};
}

}  // namespace mka
