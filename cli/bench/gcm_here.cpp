#include <openssl/evp.h>

#include <memory>

#include "bench/gcm_frame.hpp"

namespace macsecctl {
namespace {

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

// No secret: it protects nothing.
constexpr std::array<std::uint8_t, 32> key{1, 2, 3};

}  // namespace

std::optional<double> frames_per_second_here(const GcmFrame& frame,
                                             std::chrono::milliseconds time) {
  const Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  const EVP_CIPHER* const kind =
      frame.key == KeySize::bits128 ? EVP_aes_128_gcm() : EVP_aes_256_gcm();
  if (!cipher || EVP_EncryptInit_ex(cipher.get(), kind, nullptr, key.data(), nullptr) != 1)
    return std::nullopt;
  std::array<std::uint8_t, iv_octets> iv{};
  const std::array<std::uint8_t, authenticated_octets> header{};
  std::array<std::uint8_t, icv_octets> icv{};
  std::vector<std::uint8_t> payload(encrypted_octets(frame));
  const int length = static_cast<int>(payload.size());
  return times_per_second(time, [&](std::uint64_t number) {
    int done = 0;
    set_iv(iv, number);
    return EVP_EncryptInit_ex(cipher.get(), nullptr, nullptr, nullptr, iv.data()) == 1 &&
           EVP_EncryptUpdate(cipher.get(), nullptr, &done, header.data(),
                             static_cast<int>(header.size())) == 1 &&
           EVP_EncryptUpdate(cipher.get(), payload.data(), &done, payload.data(), length) == 1 &&
           EVP_EncryptFinal_ex(cipher.get(), payload.data(), &done) == 1 &&
           EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, icv.size(), icv.data()) == 1;
  });
}

}  // namespace macsecctl
