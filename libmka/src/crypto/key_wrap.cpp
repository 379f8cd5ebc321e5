#include "crypto/key_wrap.hpp"

#include <openssl/evp.h>

#include <memory>

#include "crypto/quiet_errors.hpp"
#include "crypto/wiped.hpp"

namespace mka::crypto {
namespace {

constexpr std::size_t integrity_value = 8;  // what wrapping adds
constexpr std::size_t longest_wrapped = Sak::max_size + integrity_value;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

enum class Direction : int { unwrap = 0, wrap = 1 };

bool is_sak_size(std::size_t size) { return size == 16 || size == 32; }

const EVP_CIPHER* cipher_for(const Kek& kek) {
  if (kek.size() == 16) return EVP_aes_128_wrap();
  if (kek.size() == 32) return EVP_aes_256_wrap();
  return nullptr;
}

// RFC 3394 with the default initial value; the number of octets written to `out`.
std::optional<std::size_t> run(Direction direction, const Kek& kek, Bytes in,
                               Wiped<longest_wrapped>& out) {
  const EVP_CIPHER* cipher = cipher_for(kek);
  const CipherContext context(EVP_CIPHER_CTX_new());
  if (cipher == nullptr || !context) return std::nullopt;
  EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  if (EVP_CipherInit_ex(context.get(), cipher, nullptr, kek.expose().data(), nullptr,
                        static_cast<int>(direction)) != 1)
    return std::nullopt;
  int size = 0;
  if (EVP_CipherUpdate(context.get(), out.octets.data(), &size, in.data(),
                       static_cast<int>(in.size())) != 1 ||
      size <= 0)
    return std::nullopt;
  return static_cast<std::size_t>(size);
}

}  // namespace

std::optional<wire::DistributedSak::WrappedSak> wrap_sak(const Kek& kek, const Sak& sak) {
  if (!is_sak_size(sak.size())) return std::nullopt;
  const QuietErrors quiet;
  Wiped<longest_wrapped> out;
  const auto size = run(Direction::wrap, kek, sak.expose(), out);
  if (size != sak.size() + integrity_value) return std::nullopt;
  return wire::DistributedSak::WrappedSak{.octets = out.octets, .size = *size};
}

std::optional<Sak> unwrap_sak(const Kek& kek, Bytes wrapped) {
  if (wrapped.size() < integrity_value || !is_sak_size(wrapped.size() - integrity_value))
    return std::nullopt;
  const QuietErrors quiet;
  Wiped<longest_wrapped> out;
  const auto size = run(Direction::unwrap, kek, wrapped, out);
  if (size != wrapped.size() - integrity_value) return std::nullopt;
  return Sak::copy_from(Bytes(out.octets).first(*size));
}

}  // namespace mka::crypto
