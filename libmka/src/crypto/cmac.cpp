#include "crypto/cmac.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "crypto/quiet_errors.hpp"

namespace mka::crypto {
namespace {

struct FreeMac {
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using Mac = std::unique_ptr<EVP_MAC, FreeMac>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

const char* block_cipher(std::size_t key_size) {
  if (key_size == 16) return "AES-128-CBC";
  if (key_size == 32) return "AES-256-CBC";
  return nullptr;
}

MacContext keyed_context(Bytes key, const char* cipher) {
  const Mac mac(EVP_MAC_fetch(nullptr, "CMAC", nullptr));
  if (!mac) return nullptr;
  MacContext context(EVP_MAC_CTX_new(mac.get()));
  if (!context) return nullptr;
  // OpenSSL only reads the string; its parameter type predates const.
  const OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, const_cast<char*>(cipher), 0),
      OSSL_PARAM_construct_end()};
  if (EVP_MAC_init(context.get(), key.data(), key.size(), params) != 1) return nullptr;
  return context;
}

}  // namespace

struct Cmac::Context {
  explicit Context(MacContext keyed) : evp(std::move(keyed)) {}
  MacContext evp;
};

std::optional<Cmac> Cmac::with_key(Bytes key) {
  const char* cipher = block_cipher(key.size());
  if (cipher == nullptr) return std::nullopt;
  const QuietErrors quiet;
  MacContext evp = keyed_context(key, cipher);
  if (!evp) return std::nullopt;
  return Cmac(std::make_unique<Context>(std::move(evp)));
}

Cmac::Cmac(std::unique_ptr<Context> context) : context_(std::move(context)) {}
Cmac::Cmac(Cmac&&) noexcept = default;
Cmac& Cmac::operator=(Cmac&&) noexcept = default;
Cmac::~Cmac() = default;

// Starting over with the key that the context holds costs neither an allocation nor a key schedule.
std::optional<Icv> Cmac::mac(std::initializer_list<Bytes> parts) const {
  if (!context_) return std::nullopt;
  EVP_MAC_CTX* evp = context_->evp.get();
  if (EVP_MAC_init(evp, nullptr, 0, nullptr) != 1) return std::nullopt;
  for (const Bytes part : parts)
    if (!part.empty() && EVP_MAC_update(evp, part.data(), part.size()) != 1) return std::nullopt;
  Icv icv{};
  std::size_t size = 0;
  if (EVP_MAC_final(evp, icv.data(), &size, icv.size()) != 1 || size != icv.size())
    return std::nullopt;
  return icv;
}

}  // namespace mka::crypto
