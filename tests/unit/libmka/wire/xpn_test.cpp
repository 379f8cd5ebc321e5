#include "wire/xpn.hpp"

#include "catch.hpp"
#include "frames.hpp"

namespace mka::wire {

TEST_CASE("the XPN set carries the high halves of two packet numbers", "[wire_xpn]") {
  constexpr std::string_view picture = "08 05 00 08 00000001 80000002";
  const test::OneSet set(picture);
  const auto xpn = decode_xpn(*set, 3).value();
  CHECK(xpn.suspension_seconds == 5);
  CHECK(xpn.latest_lowest_pn_high == 1);
  CHECK(xpn.old_lowest_pn_high == 0x80000002);
  CHECK(test::encoded(xpn) == test::digits(picture));
}

TEST_CASE("the XPN set has 8 octets; a later MKA version may append", "[wire_xpn]") {
  const std::vector<std::uint8_t> octets(32);
  for (std::size_t size = 0; size <= octets.size(); ++size) {
    const ParameterSet set{{}, Bytes(octets).first(size)};
    for (const std::uint8_t version : std::array<std::uint8_t, 3>{1, 2, 3})
      CHECK(decode_xpn(set, version).has_value() == (size == 8));
    CHECK(decode_xpn(set, 4).has_value() == (size >= 8));
  }
}

}  // namespace mka::wire
