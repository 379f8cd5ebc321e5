// MACsec data frames opened with the SAK, IV and salt that MKA's values lead to.
#include "catch.hpp"
#include "gcm.hpp"
#include "vectors.hpp"
#include "xpn.hpp"

namespace vectors {
namespace {

using namespace mka;
using Octets = std::vector<std::uint8_t>;

struct SecuredFrame {
  Octets aad;
  Octets secured;
  Octets tag;
  Octets in_clear;  // of the user data: with integrity only, or before the confidentiality offset
};

void append(Octets& to, Bytes octets) { to.insert(to.end(), octets.begin(), octets.end()); }

// 802.1AE clause 9: addresses(12), 88e5, TCI/AN, SL, PN(4), SCI(8) if SC is set, user data,
// ICV(16).
SecuredFrame cut(Bytes frame, std::size_t confidentiality_offset) {
  const unsigned tci = frame[14];
  const bool has_sci = (tci & 0x20u) != 0;
  const bool encrypted = (tci & 0x08u) != 0;
  const std::size_t header = has_sci ? 28 : 20;
  const Bytes user_data = frame.subspan(header, frame.size() - header - 16);
  const Bytes clear = encrypted ? user_data.first(confidentiality_offset) : user_data;
  SecuredFrame out;
  append(out.aad, frame.first(header));
  append(out.aad, clear);
  append(out.in_clear, clear);
  append(out.secured, user_data.subspan(clear.size()));
  append(out.tag, frame.last(16));
  return out;
}

void append_number(Octets& to, std::uint64_t value, std::size_t size) {
  for (std::size_t i = size; i-- > 0;) to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

// SCI || PN, or with an XPN suite (SSCI || PN) xor salt.
Octets iv_of(CipherSuite suite, const Sci& sci, Pn pn, std::uint32_t ssci, Bytes salt) {
  Octets iv;
  if (!is_xpn(suite)) {
    append(iv, sci.wire());
    append_number(iv, pn, 4);
    return iv;
  }
  append_number(iv, ssci, 4);
  append_number(iv, pn, 8);
  for (std::size_t i = 0; i < iv.size(); ++i) iv[i] = static_cast<std::uint8_t>(iv[i] ^ salt[i]);
  return iv;
}

CipherSuite suite_of(const Json& vector) {
  const auto id = std::stoull(vector.at("cipher").get<std::string>(), nullptr, 16);
  return cipher_suite_from_id(id).value();
}

// A number in captures, hexadecimal digits in the other files.
template <typename T>
T number_of(const Json& value) {
  if (value.is_number()) return value.get<T>();
  return static_cast<T>(std::stoull(value.get<std::string>(), nullptr, 16));
}

Pn pn_of(const Json& vector) {
  return number_of<Pn>(vector.at("pn")) + (vector.value("pn_high", Pn{0}) << 32);
}

Octets salt_of(const Json& vector, CipherSuite suite) {
  if (!is_xpn(suite)) return {};
  const auto salt = octets_of(vector, "salt");
  if (vector.contains("ki_mi")) {
    const Ki ki{mi_of(vector, "ki_mi"), vector.at("ki_kn").get<std::uint32_t>()};
    CHECK(to_hex(xpn_salt(ki)) == to_hex(salt));
  }
  return salt;
}

void check(const Json& vector) {
  const CipherSuite suite = suite_of(vector);
  const auto sak = octets_of(vector, "sak");
  CHECK(sak.size() == sak_size(suite));
  const auto ssci = is_xpn(suite) ? number_of<std::uint32_t>(vector.at("ssci")) : 0;
  const auto iv = iv_of(suite, sci_of(vector, "sci"), pn_of(vector), ssci, salt_of(vector, suite));
  if (vector.contains("iv")) CHECK(to_hex(iv) == vector.at("iv"));
  const auto frame = octets_of(vector, "protected");
  const SecuredFrame parts = cut(frame, vector.value("confidentiality_offset", std::size_t{0}));
  if (vector.contains("aad")) CHECK(to_hex(parts.aad) == vector.at("aad"));
  CHECK(to_hex(parts.tag) == vector.at("tag"));
  const auto opened = gcm_open(sak, iv, parts.aad, parts.secured, parts.tag);
  REQUIRE(opened.has_value());
  Octets plain(frame.begin(), frame.begin() + 12);
  append(plain, parts.in_clear);
  append(plain, *opened);
  CHECK(to_hex(plain) == vector.at("plain"));
}

std::size_t check_all(const char* name) {
  const Json file = load(name);
  std::size_t count = 0;
  for (const Json& vector : file.at("vectors")) {
    CAPTURE(name, count);
    check(vector);
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("captured data frames open with the SAK of their MKPDUs", "[vectors]") {
  CHECK(check_all("macsec-captured.json") == 112);
}

TEST_CASE("the published 802.1AE examples open", "[vectors]") {
  CHECK(check_all("macsec-annexc.json") == 32);
}

TEST_CASE("data frames with a confidentiality offset open", "[vectors]") {
  CHECK(check_all("macsec-offset-computed.json") == 4);
}

TEST_CASE("the SSCIs of captured data frames follow from the SCIs of both ends", "[vectors]") {
  const Json file = load("macsec-captured.json");
  const Sci a{{{0x02, 0, 0, 0, 0, 0x0A}}, 1};
  const Sci b{{{0x02, 0, 0, 0, 0, 0x0B}}, 1};
  const auto members = by_descending_sci({a, b});
  std::size_t count = 0;
  for (const Json& vector : file.at("vectors")) {
    if (!vector.contains("ssci")) continue;
    CAPTURE(count);
    const auto expected = static_cast<Ssci>(vector.at("ssci").get<std::uint32_t>());
    CHECK(ssci_of(sci_of(vector, "sci"), members) == expected);
    ++count;
  }
  CHECK(count == 24);
}

}  // namespace vectors
