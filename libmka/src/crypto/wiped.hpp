// A buffer on the stack for key material in passing; wiped on every way out.
#pragma once

#include <openssl/crypto.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace mka::crypto {

template <std::size_t N>
struct Wiped {
  Wiped() = default;
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  ~Wiped() { OPENSSL_cleanse(octets.data(), octets.size()); }

  std::array<std::uint8_t, N> octets{};
};

}  // namespace mka::crypto
