// Key material with an owner: moved, never copied, wiped when it leaves. No printing, no ==, no
// JSON.
#pragma once

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace mka {

// Tag makes keys of different purposes different types, so that they cannot be swapped.
template <typename Tag, std::size_t Max>
class Secret {
 public:
  static constexpr std::size_t max_size = Max;

  // Takes 1 to Max octets; nothing for any other length.
  static std::optional<Secret> copy_from(std::span<const std::uint8_t> bytes) {
    if (bytes.empty() || bytes.size() > Max) return std::nullopt;
    Secret secret;
    std::copy(bytes.begin(), bytes.end(), secret.bytes_.begin());
    secret.size_ = bytes.size();
    return secret;
  }

  Secret(Secret&& other) noexcept : bytes_(other.bytes_), size_(other.size_) { other.wipe(); }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      bytes_ = other.bytes_;
      size_ = other.size_;
      other.wipe();
    }
    return *this;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { wipe(); }

  // A copy, said aloud.
  Secret clone() const {
    Secret copy;
    copy.bytes_ = bytes_;
    copy.size_ = size_;
    return copy;
  }

  std::size_t size() const { return size_; }
  // The only way out: search for expose(.
  std::span<const std::uint8_t> expose() const { return {bytes_.data(), size_}; }
  // Constant time in the contents.
  bool matches(const Secret& other) const {
    return size_ == other.size_ && CRYPTO_memcmp(bytes_.data(), other.bytes_.data(), size_) == 0;
  }

 private:
  Secret() = default;
  void wipe() noexcept {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
    size_ = 0;
  }

  std::array<std::uint8_t, Max> bytes_{};
  std::size_t size_ = 0;
};

using Cak = Secret<struct CakTag, 32>;  // 16 or 32 octets
using Ick = Secret<struct IckTag, 32>;  // as long as the CAK
using Kek = Secret<struct KekTag, 32>;  // as long as the CAK
using Sak = Secret<struct SakTag, 32>;  // 16 or 32 octets, by cipher suite
using CakPrint = Secret<struct CakPrintTag, 16>;

}  // namespace mka
