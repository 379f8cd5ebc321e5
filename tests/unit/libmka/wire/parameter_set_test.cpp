#include "wire/parameter_set.hpp"

#include "catch.hpp"
#include "octets.hpp"

namespace mka::wire {

TEST_CASE("the header of a set has twelve bits of length and four flags", "[parameter_set]") {
  const auto octets = test::octets("c8 5a af ff");
  Reader in(octets);
  const SetHeader header = read_set_header(in);
  CHECK(header.type == 0xC8);
  CHECK(header.octet_2 == 0x5A);
  CHECK(header.flags == 0xA0);
  CHECK(header.body_size == 4095);
  CHECK(header.has(8));
  CHECK_FALSE(header.has(7));
  CHECK(header.has(6));
  CHECK_FALSE(header.has(5));
}

TEST_CASE("a body must be there with its padding", "[parameter_set]") {
  for (std::size_t size = 0; size <= 9; ++size)
    for (std::size_t there = 0; there <= 12; ++there) {
      const std::vector<std::uint8_t> octets(there, 0xEE);
      Reader in(octets);
      const Bytes body = read_set_body(in, size);
      REQUIRE(in.ok() == (there >= padded(size)));
      if (in.ok()) {
        CHECK(body.size() == size);
        CHECK(in.remaining() == there - padded(size));
      }
    }
}

TEST_CASE("closing a set fills in its length and pads it with zeros", "[parameter_set]") {
  Writer out(64);
  OpenSet set(out, 6, 0x12, 0xA0);
  out.bytes(test::octets("6d6f6d6f6d"));
  set.close();
  CHECK(to_hex(out.view()) == "0612a0056d6f6d6f6d000000");
}

TEST_CASE("lengths beyond eight bits use octet 3, beyond twelve they overflow", "[parameter_set]") {
  for (const std::size_t size : {255u, 256u, 4095u, 4096u}) {
    Writer out(8000);
    OpenSet set(out, 1, 0, 0x80);
    out.bytes(std::vector<std::uint8_t>(size));
    set.close();
    REQUIRE(out.ok() == (size <= 4095));
    if (!out.ok()) continue;
    Reader in(out.view());
    const SetHeader header = read_set_header(in);
    CHECK(header.body_size == size);
    CHECK(header.flags == 0x80);
    CHECK(read_set_body(in, size).size() == size);
    CHECK(in.complete());
  }
}

}  // namespace mka::wire
