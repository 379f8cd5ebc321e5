#include "cak_text.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace macsecd;

namespace {

const std::string digits32 = "0102030405060708090a0b0c0d0e0f10";
const std::string digits64 = digits32 + "112131415161718191a1b1c1d1e1f101";

macsec::Result<GivenCak> read(const std::string& text, const CakForm& form) {
  return cak_from_text({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, form);
}

// OpenSSL's encoder, so that ours and its decoder are not judged by themselves.
std::string base64(const std::string& octets) {
  std::string out(octets.size() * 4 / 3 + 4, '\0');
  out.resize(static_cast<std::size_t>(EVP_EncodeBlock(
      reinterpret_cast<unsigned char*>(out.data()),
      reinterpret_cast<const unsigned char*>(octets.data()), static_cast<int>(octets.size()))));
  return out;
}

std::string octets_of(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    out.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return out;
}

std::string hex_of(const GivenCak& given) {
  std::string out;
  for (const std::uint8_t octet : given.cak.expose()) {
    out.push_back("0123456789abcdef"[octet >> 4]);
    out.push_back("0123456789abcdef"[octet & 15u]);
  }
  return out;
}

std::string complaint(const std::string& text, const CakForm& form) {
  const auto result = read(text, form);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == macsec::Errc::key_format);
  CHECK_FALSE(result.error().hint.empty());
  return result.error().what;
}

bool says(const std::string& what, const std::string& part) {
  INFO(what);
  return what.find(part) != std::string::npos;
}

constexpr CakForm hex{};
constexpr CakForm padded{.pad = true};
constexpr CakForm encoded{.encoding = CakEncoding::base64};
constexpr CakForm encoded_hex{.encoding = CakEncoding::base64, .base64_of = Base64Of::hex};
constexpr CakForm encoded_raw{.encoding = CakEncoding::base64, .base64_of = Base64Of::raw};

}  // namespace

TEST_CASE("[M14, M17] digits in any case are the same octets; an odd number is named") {
  std::string upper = digits64;
  std::transform(upper.begin(), upper.end(), upper.begin(), ::toupper);
  CHECK(hex_of(*read(upper + "\n", hex)) == digits64);
  CHECK(says(complaint(digits32 + "1", hex), "33 hexadecimal digits, an odd number"));
  CHECK(says(complaint(digits32 + "12", hex), "34 hexadecimal digits"));
  CHECK(says(complaint("0x" + digits32, hex), "position 2"));
}

TEST_CASE("[M16] base64 of the digits, as IBM has it, and of the octets, as others have it") {
  CHECK(base64(digits64).size() == 88);
  CHECK(hex_of(*read(base64(digits64), encoded)) == digits64);
  CHECK(hex_of(*read(base64(digits64 + "\n") + "\n", encoded)) == digits64);  // echo K | base64
  CHECK(base64(octets_of(digits64)).size() == 44);
  CHECK(hex_of(*read(base64(octets_of(digits64)) + "\n", encoded)) == digits64);
  CHECK(hex_of(*read(base64(octets_of(digits32)), encoded)) == digits32);
  CHECK(hex_of(*read(base64(digits32 + "\n"), encoded)) == digits32);
}

TEST_CASE("[M16] 32 digits may be 32 octets: the one case that is asked about") {
  const auto unclear = read(base64(digits32), encoded);
  REQUIRE_FALSE(unclear);
  CHECK(says(unclear.error().hint, "--base64-of hex or --base64-of raw"));
  CHECK(hex_of(*read(base64(digits32), encoded_hex)) == digits32);
  const auto raw = read(base64(digits32), encoded_raw);
  REQUIRE(raw);
  CHECK(raw->cak.size() == 32);
  CHECK(octets_of(hex_of(*raw)) == digits32);
}

TEST_CASE("[M16] what is said of the base64 must be true") {
  CHECK(says(complaint(base64(octets_of(digits64)), encoded_hex), "decoded from base64"));
  CHECK(says(complaint(base64(digits64), encoded_raw), "64 octets"));
  CHECK(says(complaint(base64(octets_of(digits64).substr(1)), encoded), "31 octets"));
  CHECK(says(complaint(base64(digits64 + "01"), encoded), "longer"));
  CHECK(says(complaint("", encoded), "empty"));
  CHECK(says(complaint("\n", encoded), "empty"));
}

TEST_CASE("[M17] base64 is read strictly, and told by position") {
  const std::string good = base64(octets_of(digits32));  // ends in ==
  REQUIRE(good.ends_with("=="));
  CHECK(says(complaint(good.substr(0, 10) + "\n" + good.substr(10), encoded), "position 11"));
  CHECK(says(complaint(" " + good, encoded), "position 1"));
  CHECK(says(complaint(good + "\n\n", encoded), "line break at position 25"));
  CHECK(says(complaint(good.substr(0, 5) + "=" + good.substr(6), encoded), "position 6"));
  CHECK(says(complaint(good.substr(0, 22), encoded), "22 characters"));
  CHECK(says(complaint(good.substr(0, 5) + "-" + good.substr(6), encoded), "URL form"));
  const std::string stranger = complaint(good.substr(0, 5) + "~" + good.substr(6), encoded);
  CHECK(says(stranger, "position 6"));
  CHECK_FALSE(says(stranger, "~"));
  std::string loose = good;
  ++loose[21];
  CHECK(says(complaint(loose, encoded), "says too much, at position 22"));
}

TEST_CASE("[M17] no second spelling in base64 gives the same key") {
  const std::string good = base64(octets_of(digits32));
  for (std::size_t at = 0; at < good.size(); ++at)
    for (int c = 0; c < 256; ++c) {
      std::string other = good;
      other[at] = static_cast<char>(c);
      if (other == good) continue;
      const auto result = read(other, encoded);
      if (result) CHECK(hex_of(*result) != digits32);
    }
}

TEST_CASE("[M15] padding fills with zeros at the right, and is told") {
  const auto short_one = read(digits32, padded);
  REQUIRE(short_one);
  CHECK(hex_of(*short_one) == digits32 + std::string(32, '0'));
  CHECK(short_one->padded());
  CHECK(short_one->given == 16);
  CHECK_FALSE(read(digits64, padded)->padded());
  CHECK_FALSE(read(digits32, hex)->padded());
  CHECK(hex_of(*read(digits32 + "aabb", padded)) == digits32 + "aabb" + std::string(28, '0'));
  CHECK(says(complaint(digits32.substr(2), padded), "30 hexadecimal digits"));
  CHECK(says(complaint(digits32 + "a", padded), "an odd number"));
  CakForm both = encoded;
  both.pad = true;
  CHECK(hex_of(*read(base64(octets_of(digits32)), both)) == digits32 + std::string(32, '0'));
}

TEST_CASE("[M16] parameters say the form, and only forms that there are") {
  CHECK(cak_form_from(macsec::Json::object())->encoding == CakEncoding::hex);
  const auto form =
      cak_form_from({{"cakEncoding", "base64"}, {"base64Of", "raw"}, {"padCak", true}});
  REQUIRE(form);
  CHECK(form->encoding == CakEncoding::base64);
  CHECK(form->base64_of == Base64Of::raw);
  CHECK(form->pad);
  CHECK_FALSE(cak_form_from({{"cakEncoding", "base32"}}));
  CHECK_FALSE(cak_form_from({{"cakEncoding", "base64"}, {"base64Of", "text"}}));
  CHECK_FALSE(cak_form_from({{"base64Of", "raw"}}));
}
