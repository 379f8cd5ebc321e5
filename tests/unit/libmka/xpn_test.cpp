#include "xpn.hpp"

#include "catch.hpp"

namespace mka {

TEST_CASE("the halves of the key number meet the other's octets of the salt", "[xpn]") {
  CHECK(to_hex(xpn_salt({{}, 0xA1B2C3D4})) == "c3d4a1b20000000000000000");
  Mi mi;
  mi.octets.fill(0xFF);
  CHECK(to_hex(xpn_salt({mi, 0x00000001})) == "fffeffffffffffffffffffff");
}

TEST_CASE("the greatest SCI has SSCI 1", "[xpn]") {
  const Sci low{{{2, 0, 0, 0, 0, 0x0A}}, 1};
  const Sci middle{{{2, 0, 0, 0, 0, 0x0A}}, 2};
  const Sci high{{{2, 0, 0, 0, 0, 0x0B}}, 1};
  const std::array members{middle, high, low};
  CHECK(ssci_of(high, members) == Ssci{1});
  CHECK(ssci_of(middle, members) == Ssci{2});
  CHECK(ssci_of(low, members) == Ssci{3});
}

TEST_CASE("who does not share the SAK has no SSCI", "[xpn]") {
  const Sci member{{{2, 0, 0, 0, 0, 1}}, 1};
  CHECK(ssci_of({member.mac, 2}, std::array{member}) == Ssci::none);
  CHECK(ssci_of(member, {}) == Ssci::none);
}

}  // namespace mka
