#include "wire/sak_use.hpp"

#include "catch.hpp"
#include "frames.hpp"

namespace mka::wire {
namespace {

constexpr std::string_view picture =
    "03 6d 10 28"
    "a1a1a1a1a1a1a1a1a1a1a1a1 00000002 00000009"
    "b2b2b2b2b2b2b2b2b2b2b2b2 00000001 80000000";

}  // namespace

TEST_CASE("SAK Use reports the latest and the old key", "[sak_use]") {
  const test::OneSet set(picture);
  const auto use = decode_sak_use(*set).value();
  CHECK(use.latest == SakUse::Key{{test::mi(0xA1), 2}, An::from_bits(1), true, false, 9});
  CHECK(use.old == SakUse::Key{{test::mi(0xB2), 1}, An::from_bits(3), false, true, 0x80000000});
  CHECK(use.latest.present());
  CHECK_FALSE(use.plain_transmit);
  CHECK_FALSE(use.plain_receive);
  CHECK(use.delay_protect);
  CHECK_FALSE(use.without_keys);
  CHECK(test::encoded(use) == test::digits(picture));
}

TEST_CASE("every bit of octets 2 and 3 has its place", "[sak_use]") {
  for (unsigned keys = 0; keys < 256; ++keys)
    for (unsigned flags = 0; flags < 16; ++flags) {
      auto octets = test::octets(picture);
      octets[1] = static_cast<std::uint8_t>(keys);
      octets[2] = static_cast<std::uint8_t>(flags << 4);
      const test::OneSet set(to_hex(octets));
      const auto use = decode_sak_use(*set).value();
      CHECK(use.latest.an.value() == keys >> 6);
      CHECK(use.old.receives == ((keys & 1u) != 0));
      octets[2] &= 0xDF;  // the reserved bit is ignored and not sent
      REQUIRE(test::encoded(use) == to_hex(octets));
    }
}

TEST_CASE("SAK Use without a body names no key", "[sak_use]") {
  const test::OneSet set("03 00 c0 00");
  const auto use = decode_sak_use(*set).value();
  CHECK(use.without_keys);
  CHECK(use.plain_transmit);
  CHECK(use.plain_receive);
  CHECK_FALSE(use.latest.present());
  CHECK_FALSE(use.old.present());
  CHECK(test::encoded(use) == "0300c000");
}

TEST_CASE("an absent key is sent with a lowest acceptable PN of 1", "[sak_use]") {
  const std::string absent = std::string(32, '0') + "00000001";
  CHECK(test::encoded(SakUse{}) == "03000028" + absent + absent);
}

TEST_CASE("SAK Use has 0 or 40 octets", "[sak_use]") {
  const std::vector<std::uint8_t> octets(64);
  for (std::size_t size = 0; size <= octets.size(); ++size)
    CHECK(decode_sak_use({{}, Bytes(octets).first(size)}).has_value() == (size == 0 || size == 40));
}

}  // namespace mka::wire
