// Encryption of the vault: AES-256-GCM with a fresh random nonce each time. What comes back from
// open() was sealed under the same key with the same associated data, or nothing comes back.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mka/random.hpp"

namespace macsecd::sealing {

using Octets = std::span<const std::uint8_t>;

inline constexpr std::size_t key_size = 32;
inline constexpr std::size_t nonce_size = 12;
inline constexpr std::size_t tag_size = 16;
inline constexpr std::size_t overhead = nonce_size + tag_size;

// Nonce, tag, ciphertext. Nothing: no random octets, or OpenSSL failed.
std::optional<std::vector<std::uint8_t>> seal(Octets key, Octets associated, Octets plain,
                                              mka::Random& random);
// Fills all of `plain`, which has to be as long as what was sealed. False: not authentic; then
// `plain` is wiped.
bool open(Octets key, Octets associated, Octets sealed, std::span<std::uint8_t> plain);

// Keyed digest (HMAC-SHA-256) of a text, under a key of its own that is derived for the purpose.
std::optional<std::array<std::uint8_t, 32>> authenticate(Octets key, std::string_view purpose,
                                                         std::string_view text);
// In constant time.
bool same(Octets left, Octets right);

std::string to_hex(Octets octets);
std::optional<std::vector<std::uint8_t>> from_hex(std::string_view digits);

}  // namespace macsecd::sealing
