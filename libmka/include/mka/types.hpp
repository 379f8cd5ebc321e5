// The names and numbers of MKA and MACsec as types that cannot be mistaken for one another.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mka {

using Bytes = std::span<const std::uint8_t>;

struct MacAddress {
  std::array<std::uint8_t, 6> octets{};
  auto operator<=>(const MacAddress&) const = default;
};

// Secure channel identifier: MAC address and port number (802.1AE 9.9). Ordered as its 8 octets.
struct Sci {
  MacAddress mac;
  std::uint16_t port = 1;
  auto operator<=>(const Sci&) const = default;

  std::array<std::uint8_t, 8> wire() const;
  static Sci from_wire(std::span<const std::uint8_t, 8> octets);
};

// Member identifier: 96 random bits that name one life of one participant (802.1X 9.4.2).
struct Mi {
  std::array<std::uint8_t, 12> octets{};
  auto operator<=>(const Mi&) const = default;
  bool is_zero() const { return *this == Mi{}; }
};

// Message number: counts the MKPDUs sent under one MI, from 1.
using Mn = std::uint32_t;

// Association number: names one of the four SAs of a secure channel.
class An {
 public:
  static constexpr std::optional<An> from(std::uint8_t v) {
    if (v > 3) return std::nullopt;
    return An{v};
  }
  // From the two low bits of a wire field, where no other value exists.
  static constexpr An from_bits(unsigned v) { return An{static_cast<std::uint8_t>(v & 3u)}; }
  constexpr An() = default;
  constexpr std::uint8_t value() const { return value_; }
  constexpr An next() const { return An{static_cast<std::uint8_t>((value_ + 1) % 4)}; }
  auto operator<=>(const An&) const = default;

 private:
  constexpr explicit An(std::uint8_t v) : value_(v) {}
  std::uint8_t value_ = 0;
};

// Packet number: 32 bits on the wire; 64 bits with an XPN suite.
using Pn = std::uint64_t;

// Key identifier of a SAK: the key server's MI and its key number (802.1X 9.8).
struct Ki {
  Mi server;
  std::uint32_t number = 0;
  auto operator<=>(const Ki&) const = default;
  std::array<std::uint8_t, 16> wire() const;
};

// Short SCI, assigned per SAK for the XPN suites; 0 means none.
enum class Ssci : std::uint32_t { none = 0 };

using Salt = std::array<std::uint8_t, 12>;
using Icv = std::array<std::uint8_t, 16>;

// CAK name: 1 to 32 octets. Two names are the same only if lengths and octets are.
class Ckn {
 public:
  static constexpr std::size_t max_size = 32;
  static std::optional<Ckn> from(Bytes octets);
  // An even number of hexadecimal digits, 2 to 64, in either case.
  static std::optional<Ckn> from_hex(std::string_view digits);

  Bytes octets() const { return {octets_.data(), size_}; }
  std::string hex() const;  // lower case
  bool equal_but_for_trailing_zeros(const Ckn& other) const;
  auto operator<=>(const Ckn&) const = default;

 private:
  Ckn() = default;
  std::array<std::uint8_t, max_size> octets_{};
  std::size_t size_ = 0;
};

std::string to_hex(Bytes octets);                  // lower case, without separators
std::string to_string(const MacAddress& address);  // 02:00:00:00:00:0a
std::string to_string(const Sci& sci);             // 02000000000a0001

// 802.1AE 14.5 and 802.1AEbw: what protects the data, and how long its keys and packet numbers are.
enum class CipherSuite : std::uint8_t {
  gcm_aes_128,
  gcm_aes_256,
  gcm_aes_xpn_128,
  gcm_aes_xpn_256
};

inline constexpr std::array all_cipher_suites{CipherSuite::gcm_aes_128, CipherSuite::gcm_aes_256,
                                              CipherSuite::gcm_aes_xpn_128,
                                              CipherSuite::gcm_aes_xpn_256};

std::uint64_t cipher_suite_id(CipherSuite suite);  // EUI-64, 0x0080c20001000001..04
std::optional<CipherSuite> cipher_suite_from_id(
    std::uint64_t id);                          // also the 2006 alias of GCM-AES-128
std::string_view to_string(CipherSuite suite);  // gcm-aes-xpn-256
// Any case, '-' or '_' between the words.
std::optional<CipherSuite> cipher_suite_from_name(std::string_view name);
constexpr bool is_xpn(CipherSuite s) {
  return s == CipherSuite::gcm_aes_xpn_128 || s == CipherSuite::gcm_aes_xpn_256;
}
constexpr std::size_t sak_size(CipherSuite s) {
  return s == CipherSuite::gcm_aes_128 || s == CipherSuite::gcm_aes_xpn_128 ? 16 : 32;
}

// The code of a Distributed SAK (802.1X figure 11-11): 0 protects without encrypting.
enum class Confidentiality : std::uint8_t {
  integrity_only = 0,
  offset_0 = 1,
  offset_30 = 2,
  offset_50 = 3
};

// The code of the Basic parameter set (802.1X table 11-6).
enum class MacsecCapability : std::uint8_t {
  none = 0,
  integrity = 1,
  offset_0 = 2,
  any_offset = 3
};

}  // namespace mka
