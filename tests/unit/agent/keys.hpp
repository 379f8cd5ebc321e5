// Keys for tests.
#pragma once

#include <array>
#include <string_view>

#include "mka/derived_keys.hpp"
#include "mka/types.hpp"

namespace test {

inline mka::Ckn ckn(std::string_view hex) { return *mka::Ckn::from_hex(hex); }

inline mka::Cak cak(std::uint8_t octet, std::size_t size = 32) {
  std::array<std::uint8_t, 32> octets{};
  octets.fill(octet);
  return *mka::Cak::copy_from(std::span(octets).first(size));
}

// Of keys that differ in their CAK.
inline mka::DerivedKeys derived(std::uint8_t octet, std::size_t size = 32) {
  return *mka::derive_keys(cak(octet, size), ckn("01"));
}

}  // namespace test
