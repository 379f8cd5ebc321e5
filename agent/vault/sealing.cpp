#include "vault/sealing.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <limits>
#include <memory>

namespace macsecd::sealing {
namespace {

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

// Failures are told by return values: OpenSSL's queue stays as it was.
struct QuietErrors {
  QuietErrors() { ERR_set_mark(); }
  ~QuietErrors() { ERR_pop_to_mark(); }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
};

enum class Direction : int { open = 0, seal = 1 };

// Keyed, with the associated data taken in.
Context begin(Direction direction, Octets key, Octets nonce, Octets associated) {
  constexpr auto longest = static_cast<std::size_t>(std::numeric_limits<int>::max());
  if (key.size() != key_size || nonce.size() != nonce_size || associated.size() > longest)
    return nullptr;
  Context context(EVP_CIPHER_CTX_new());
  int done = 0;
  if (!context || EVP_CipherInit_ex2(context.get(), EVP_aes_256_gcm(), key.data(), nonce.data(),
                                     static_cast<int>(direction), nullptr) != 1)
    return nullptr;
  if (EVP_CipherUpdate(context.get(), nullptr, &done, associated.data(),
                       static_cast<int>(associated.size())) != 1)
    return nullptr;
  return context;
}

bool update(const Context& context, Octets in, std::uint8_t* out) {
  int done = 0;
  return EVP_CipherUpdate(context.get(), out, &done, in.data(), static_cast<int>(in.size())) == 1 &&
         static_cast<std::size_t>(done) == in.size();
}

bool digest(Octets key, std::string_view text, std::span<std::uint8_t, 32> out) {
  std::size_t size = 0;
  return EVP_Q_mac(nullptr, OSSL_MAC_NAME_HMAC, nullptr, "SHA256", nullptr, key.data(), key.size(),
                   reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data(),
                   out.size(), &size) != nullptr &&
         size == out.size();
}

}  // namespace

std::optional<std::vector<std::uint8_t>> seal(Octets key, Octets associated, Octets plain,
                                              mka::Random& random) {
  const QuietErrors quiet;
  std::vector<std::uint8_t> out(overhead + plain.size());
  const std::span nonce = std::span(out).first<nonce_size>();
  if (!random.fill(nonce)) return std::nullopt;
  const Context context = begin(Direction::seal, key, nonce, associated);
  std::array<std::uint8_t, 16> rest{};
  int none = 0;
  if (!context || !update(context, plain, out.data() + overhead) ||
      EVP_CipherFinal_ex(context.get(), rest.data(), &none) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_size,
                          out.data() + nonce_size) != 1)
    return std::nullopt;
  return out;
}

bool open(Octets key, Octets associated, Octets sealed, std::span<std::uint8_t> plain) {
  const QuietErrors quiet;
  if (sealed.size() != overhead + plain.size()) return false;
  const Context context = begin(Direction::open, key, sealed.first(nonce_size), associated);
  std::array<std::uint8_t, tag_size> tag{};
  const Octets given = sealed.subspan(nonce_size, tag_size);
  std::copy(given.begin(), given.end(), tag.begin());
  std::array<std::uint8_t, 16> rest{};
  int none = 0;
  const bool authentic =
      context && update(context, sealed.subspan(overhead), plain.data()) &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) == 1 &&
      EVP_CipherFinal_ex(context.get(), rest.data(), &none) == 1;
  if (!authentic) OPENSSL_cleanse(plain.data(), plain.size());
  return authentic;
}

std::optional<std::array<std::uint8_t, 32>> authenticate(Octets key, std::string_view purpose,
                                                         std::string_view text) {
  const QuietErrors quiet;
  std::array<std::uint8_t, 32> derived{};
  std::array<std::uint8_t, 32> out{};
  const bool done = digest(key, purpose, derived) && digest(derived, text, out);
  OPENSSL_cleanse(derived.data(), derived.size());
  if (!done) return std::nullopt;
  return out;
}

bool same(Octets left, Octets right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string to_hex(Octets octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t octet : octets) {
    out += digits[octet >> 4];
    out += digits[octet & 15u];
  }
  return out;
}

std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (text.size() % 2 != 0) return std::nullopt;
  std::vector<std::uint8_t> out;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = digits.find(text[i]);
    const auto low = digits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return out;
}

}  // namespace macsecd::sealing
