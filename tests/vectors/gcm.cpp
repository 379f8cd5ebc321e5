#include "gcm.hpp"

#include <openssl/evp.h>

#include <memory>

namespace vectors {
namespace {

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

int size_of(mka::Bytes octets) { return static_cast<int>(octets.size()); }

}  // namespace

std::optional<std::vector<std::uint8_t>> gcm_open(mka::Bytes sak, mka::Bytes iv, mka::Bytes aad,
                                                  mka::Bytes secured, mka::Bytes tag) {
  const std::unique_ptr<EVP_CIPHER_CTX, FreeCipher> context(EVP_CIPHER_CTX_new());
  const EVP_CIPHER* cipher = sak.size() == 16 ? EVP_aes_128_gcm() : EVP_aes_256_gcm();
  std::vector<std::uint8_t> clear(secured.size() + 16);
  std::vector<std::uint8_t> expected_tag(tag.begin(), tag.end());
  int size = 0;
  const bool opened =
      iv.size() == 12 && tag.size() == 16 &&
      EVP_DecryptInit_ex(context.get(), cipher, nullptr, sak.data(), iv.data()) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &size, aad.data(), size_of(aad)) == 1 &&
      EVP_DecryptUpdate(context.get(), clear.data(), &size, secured.data(), size_of(secured)) ==
          1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, 16, expected_tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context.get(), clear.data() + size, &size) == 1;
  if (!opened) return std::nullopt;
  clear.resize(secured.size());
  return clear;
}

}  // namespace vectors
