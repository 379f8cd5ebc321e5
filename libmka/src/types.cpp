#include "mka/types.hpp"

namespace mka {
namespace {

struct SuiteRow {
  CipherSuite suite;
  std::uint64_t id;
  std::string_view name;
};

constexpr std::array suite_rows{
    SuiteRow{CipherSuite::gcm_aes_128, 0x0080C20001000001, "gcm-aes-128"},
    SuiteRow{CipherSuite::gcm_aes_256, 0x0080C20001000002, "gcm-aes-256"},
    SuiteRow{CipherSuite::gcm_aes_xpn_128, 0x0080C20001000003, "gcm-aes-xpn-128"},
    SuiteRow{CipherSuite::gcm_aes_xpn_256, 0x0080C20001000004, "gcm-aes-xpn-256"},
};

// 802.1AE-2006 named GCM-AES-128 so; some senders still do.
constexpr std::uint64_t gcm_aes_128_id_of_2006 = 0x0080020001000001;

constexpr const SuiteRow& row(CipherSuite suite) {
  return suite_rows[static_cast<std::size_t>(suite)];
}

static_assert(std::ranges::all_of(all_cipher_suites,
                                  [](CipherSuite s) { return row(s).suite == s; }));

constexpr char as_written_in_the_table(char c) {
  if (c == '_') return '-';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

void append_hex(std::string& text, std::uint8_t octet) {
  constexpr std::string_view digits = "0123456789abcdef";
  text += digits[octet >> 4];
  text += digits[octet & 15u];
}

}  // namespace

std::array<std::uint8_t, 8> Sci::wire() const {
  std::array<std::uint8_t, 8> octets{};
  std::ranges::copy(mac.octets, octets.begin());
  octets[6] = static_cast<std::uint8_t>(port >> 8);
  octets[7] = static_cast<std::uint8_t>(port & 0xFFu);
  return octets;
}

Sci Sci::from_wire(std::span<const std::uint8_t, 8> octets) {
  Sci sci;
  std::ranges::copy(octets.first<6>(), sci.mac.octets.begin());
  sci.port = static_cast<std::uint16_t>(octets[6] << 8 | octets[7]);
  return sci;
}

std::array<std::uint8_t, 16> Ki::wire() const {
  std::array<std::uint8_t, 16> octets{};
  std::ranges::copy(server.octets, octets.begin());
  for (std::size_t i = 0; i < 4; ++i)
    octets[12 + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  return octets;
}

std::optional<Ckn> Ckn::from(Bytes octets) {
  if (octets.empty() || octets.size() > max_size) return std::nullopt;
  Ckn ckn;
  std::ranges::copy(octets, ckn.octets_.begin());
  ckn.size_ = octets.size();
  return ckn;
}

std::optional<Ckn> Ckn::from_hex(std::string_view digits) {
  if (digits.empty() || digits.size() % 2 != 0 || digits.size() > 2 * max_size) return std::nullopt;
  Ckn ckn;
  ckn.size_ = digits.size() / 2;
  for (std::size_t i = 0; i < ckn.size_; ++i) {
    const auto high = hex_digit(digits[2 * i]);
    const auto low = hex_digit(digits[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    ckn.octets_[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return ckn;
}

bool Ckn::equal_but_for_trailing_zeros(const Ckn& other) const {
  return octets_ == other.octets_;  // what lies beyond the size is zero
}

std::string Ckn::hex() const { return to_hex(octets()); }

std::string to_hex(Bytes octets) {
  std::string text;
  text.reserve(2 * octets.size());
  for (const std::uint8_t octet : octets) append_hex(text, octet);
  return text;
}

std::string to_string(const MacAddress& address) {
  std::string text;
  for (const std::uint8_t octet : address.octets) {
    if (!text.empty()) text += ':';
    append_hex(text, octet);
  }
  return text;
}

std::string to_string(const Sci& sci) { return to_hex(sci.wire()); }

std::uint64_t cipher_suite_id(CipherSuite suite) { return row(suite).id; }

std::optional<CipherSuite> cipher_suite_from_id(std::uint64_t id) {
  if (id == gcm_aes_128_id_of_2006) return CipherSuite::gcm_aes_128;
  const auto found = std::ranges::find(suite_rows, id, &SuiteRow::id);
  if (found == suite_rows.end()) return std::nullopt;
  return found->suite;
}

std::string_view to_string(CipherSuite suite) { return row(suite).name; }

std::optional<CipherSuite> cipher_suite_from_name(std::string_view name) {
  for (const SuiteRow& candidate : suite_rows)
    if (std::ranges::equal(name, candidate.name, {}, as_written_in_the_table))
      return candidate.suite;
  return std::nullopt;
}

}  // namespace mka
