#include "wire/writer.hpp"

#include "catch.hpp"
#include "octets.hpp"

namespace mka::wire {

TEST_CASE("a writer puts numbers in network order", "[writer]") {
  Writer out(32);
  out.u8(0x01);
  out.u16(0x0203);
  out.u32(0x04050607);
  out.u64(0x08090A0B0C0D0E0F);
  out.bytes(test::octets("ff"));
  CHECK(to_hex(out.view()) == "0102030405060708090a0b0c0d0e0fff");
  CHECK(out.ok());
}

TEST_CASE("a writer keeps its bound and remembers what did not fit", "[writer]") {
  Writer out(3);
  out.u16(0x0102);
  out.u16(0x0304);
  CHECK_FALSE(out.ok());
  CHECK(out.size() == 2);
  out.u8(0x05);
  CHECK(to_hex(out.view()) == "010205");
  CHECK_FALSE(out.ok());
}

TEST_CASE("a patch changes what was written and nothing else", "[writer]") {
  Writer out(4);
  out.u16(0x1020);
  out.patch(1, 0x99);
  out.patch_or(0, 0x0F);
  out.patch(2, 0x77);
  out.patch_or(2, 0x77);
  CHECK(to_hex(std::move(out).take()) == "1f99");
}

}  // namespace mka::wire
