#include "wire/basic.hpp"

#include "catch.hpp"
#include "frames.hpp"

namespace mka::wire {
namespace {

std::optional<Basic> decoded(const std::vector<std::uint8_t>& octets) {
  Reader in(octets);
  return decode_basic(in);
}

constexpr std::string_view picture =
    "03 0a e0 1f"
    "02000000000a 0001"
    "52a3c1c4abd333b1e8ed6887"
    "00000007"
    "0080c201"
    "4d4b41 00";

}  // namespace

TEST_CASE("a Basic set is read field by field", "[basic]") {
  const auto basic = decoded(test::octets(picture)).value();
  CHECK(basic.mka_version == 3);
  CHECK(basic.key_server_priority == 10);
  CHECK(basic.key_server);
  CHECK(basic.macsec_desired);
  CHECK(basic.capability == MacsecCapability::offset_0);
  CHECK(to_string(basic.sci) == "02000000000a0001");
  CHECK(to_hex(basic.mi.octets) == "52a3c1c4abd333b1e8ed6887");
  CHECK(basic.mn == 7);
  CHECK(basic.algorithm_agility == 0x0080C201);
  CHECK(basic.ckn.hex() == "4d4b41");
  CHECK(test::encoded(basic) == test::digits(picture));
}

TEST_CASE("the flags of a Basic set do not mix", "[basic]") {
  for (unsigned bits = 0; bits < 16; ++bits) {
    auto octets = test::octets(picture);
    octets[2] = static_cast<std::uint8_t>(bits << 4);
    const auto basic = decoded(octets).value();
    CHECK(basic.key_server == (bits >= 8));
    CHECK(basic.macsec_desired == ((bits & 4u) != 0));
    CHECK(static_cast<unsigned>(basic.capability) == (bits & 3u));
    CHECK(test::encoded(basic) == to_hex(octets));
  }
}

TEST_CASE("a Basic set has a body of 29 to 60 octets, all there", "[basic]") {
  for (std::size_t size = 0; size <= 4095; ++size) {
    std::vector<std::uint8_t> octets(4 + padded(size), 0x61);
    octets[2] = static_cast<std::uint8_t>(size >> 8);
    octets[3] = static_cast<std::uint8_t>(size & 0xFFu);
    const auto basic = decoded(octets);
    REQUIRE(basic.has_value() == (size >= 29 && size <= 60));
    if (!basic) continue;
    CHECK(basic->ckn.octets().size() == size - 28);
    octets.pop_back();
    CHECK_FALSE(decoded(octets).has_value());
  }
}

}  // namespace mka::wire
