// Keys for tests.
#pragma once

#include <array>
#include <string_view>

#include "mka/secret.hpp"
#include "mka/types.hpp"

namespace test {

inline mka::Ckn ckn(std::string_view hex) { return *mka::Ckn::from_hex(hex); }

inline mka::Cak cak(std::uint8_t octet, std::size_t size = 32) {
  std::array<std::uint8_t, 32> octets{};
  octets.fill(octet);
  return *mka::Cak::copy_from(std::span(octets).first(size));
}

}  // namespace test
