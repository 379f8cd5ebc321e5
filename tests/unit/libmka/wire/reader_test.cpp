#include "wire/reader.hpp"

#include "catch.hpp"
#include "octets.hpp"

namespace mka::wire {

TEST_CASE("a reader takes numbers in network order", "[reader]") {
  const auto octets = test::octets("01 0203 04050607 08090a0b0c0d0e0f");
  Reader in(octets);
  CHECK(in.u8() == 0x01);
  CHECK(in.u16() == 0x0203);
  CHECK(in.u32() == 0x04050607);
  CHECK_FALSE(in.complete());
  CHECK(in.u64() == 0x08090A0B0C0D0E0F);
  CHECK(in.complete());
}

TEST_CASE("a reader that ran short remembers it and gives nothing more", "[reader]") {
  const auto octets = test::octets("0102030405");
  Reader in(octets);
  CHECK(in.u64() == 0);
  CHECK_FALSE(in.ok());
  CHECK(in.u8() == 0);
  CHECK(in.remaining() == 0);
  CHECK(in.bytes(1).empty());
  CHECK(in.array<4>() == std::array<std::uint8_t, 4>{});
  CHECK_FALSE(in.ok());
  CHECK_FALSE(in.complete());
}

TEST_CASE("a reader cannot be asked for more than there can be", "[reader]") {
  const auto octets = test::octets("0102");
  Reader in(octets);
  CHECK(in.u8() == 1);
  CHECK(in.bytes(static_cast<std::size_t>(-1)).empty());
  CHECK_FALSE(in.ok());
}

TEST_CASE("nothing is complete, and zero octets are always there", "[reader]") {
  Reader in({});
  CHECK(in.complete());
  CHECK(in.bytes(0).empty());
  CHECK(in.complete());
}

}  // namespace mka::wire
