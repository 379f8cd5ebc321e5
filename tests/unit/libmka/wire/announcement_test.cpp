#include "wire/announcement.hpp"

#include "catch.hpp"
#include "frames.hpp"

namespace mka::wire {

TEST_CASE("an announcement is a chain of TLVs", "[announcement]") {
  constexpr std::string_view picture =
      "07 00 00 12"
      "e00a 0002 0080c20001000004"
      "fe00"
      "e202 6d6f 0000";
  const test::OneSet set(picture);
  const auto announcement = decode_announcement(*set).value();
  REQUIRE(announcement.tlvs.size() == 3);
  CHECK(announcement.tlvs[0].type == 112);
  CHECK(to_hex(announcement.tlvs[0].value) == "00020080c20001000004");
  CHECK(announcement.tlvs[1].type == 127);
  CHECK(announcement.tlvs[1].value.empty());
  CHECK(announcement.tlvs[2].type == 113);
  CHECK(test::encoded(announcement) == test::digits(picture));
}

TEST_CASE("a TLV can be longer than 255 octets, and not longer than 511", "[announcement]") {
  Announcement announcement{{{112, std::vector<std::uint8_t>(511, 0x42)}}};
  const test::OneSet set(test::encoded(announcement));
  CHECK(decode_announcement(*set)->tlvs.at(0).value == announcement.tlvs[0].value);
  announcement.tlvs[0].value.push_back(0);
  CHECK(test::encoded(announcement) == "overflow");
  CHECK(test::encoded(Announcement{{{128, {}}}}) == "overflow");
}

TEST_CASE("TLVs fill the body exactly", "[announcement]") {
  const auto octets = test::octets("e003010203 e201ff");
  for (std::size_t size = 0; size <= octets.size(); ++size)
    CHECK(decode_announcement({{}, Bytes(octets).first(size)}).has_value() ==
          (size == 0 || size == 5 || size == 8));
}

}  // namespace mka::wire
