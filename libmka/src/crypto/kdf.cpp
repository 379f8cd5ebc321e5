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
std::optional<Key> derive(const CakCmac& prf, std::string_view label, Bytes context,
                          std::size_t size) {
  std::array<std::uint8_t, 64> message{};
  auto end = std::ranges::copy(as_bytes(label), message.begin() + 1).out;
  end = std::ranges::copy(context, end + 1).out;
  const std::size_t bits = 8 * size;
  *end++ = static_cast<std::uint8_t>(bits >> 8);
  *end++ = static_cast<std::uint8_t>(bits & 0xFFu);
  Wiped<32> key;
  for (std::size_t done = 0; done < size; done += block_size) {
    message.front() = static_cast<std::uint8_t>(done / block_size + 1);
    auto block = prf({message.begin(), end});
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

std::optional<Ick> ick_from(const CakCmac& prf, const Ckn& ckn, std::size_t size) {
  return derive<Ick>(prf, "IEEE8021 ICK", key_id(ckn), size);
}

std::optional<Kek> kek_from(const CakCmac& prf, const Ckn& ckn, std::size_t size) {
  return derive<Kek>(prf, "IEEE8021 KEK", key_id(ckn), size);
}

std::optional<CakPrint> print_from(const CakCmac& prf) {
  return derive<CakPrint>(prf, "macsecd CAK print", {}, CakPrint::max_size);
}

// Of a CAK that we hold; nothing if its size is wrong.
std::optional<CakCmac> cmac_under(const Cak& cak) {
  auto cmac = Cmac::with_key(cak.expose());
  if (!cmac) return std::nullopt;
  return [shared = std::make_shared<Cmac>(*std::move(cmac))](Bytes message) {
    return shared->mac({message});
  };
}

}  // namespace

std::optional<Ick> derive_ick(const Cak& cak, const Ckn& ckn) {
  const auto cmac = cmac_under(cak);
  return cmac ? ick_from(*cmac, ckn, cak.size()) : std::nullopt;
}

std::optional<Kek> derive_kek(const Cak& cak, const Ckn& ckn) {
  const auto cmac = cmac_under(cak);
  return cmac ? kek_from(*cmac, ckn, cak.size()) : std::nullopt;
}

}  // namespace mka::crypto

namespace mka {

std::optional<DerivedKeys> derive_keys(const Cak& cak, const Ckn& ckn) {
  const auto cmac = crypto::cmac_under(cak);
  return cmac ? derive_keys(cak.size(), ckn, *cmac) : std::nullopt;
}

std::optional<DerivedKeys> derive_keys(std::size_t cak_size, const Ckn& ckn, const CakCmac& cmac) {
  if (cak_size != 16 && cak_size != 32) return std::nullopt;
  auto ick = crypto::ick_from(cmac, ckn, cak_size);
  auto kek = crypto::kek_from(cmac, ckn, cak_size);
  auto print = crypto::print_from(cmac);
  if (!ick || !kek || !print) return std::nullopt;
  return DerivedKeys{*std::move(ick), *std::move(kek), *std::move(print)};
}

}  // namespace mka
