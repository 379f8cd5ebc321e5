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
  const auto members = by_descending_sci({middle, high, low});
  CHECK(ssci_of(high, members) == Ssci{1});
  CHECK(ssci_of(middle, members) == Ssci{2});
  CHECK(ssci_of(low, members) == Ssci{3});
}

TEST_CASE("SSCIs in the order of the live list, its author where it says", "[xpn]") {
  const Sci server{{{2, 0, 0, 0, 0, 1}}, 1};
  const Sci one{{{2, 0, 0, 0, 0, 2}}, 1};
  const Sci two{{{2, 0, 0, 0, 0, 3}}, 1};
  CHECK(by_live_list(server, {one, two}, 1) == std::vector{server, one, two});
  CHECK(by_live_list(server, {one, two}, 2) == std::vector{one, server, two});
  CHECK(by_live_list(server, {one, two}, 3) == std::vector{one, two, server});
  // It does not say, or nonsense: the standard's rule.
  for (const std::uint8_t place : std::array<std::uint8_t, 3>{0, 4, 255})
    CHECK(by_live_list(server, {one, two}, place) == std::vector{two, one, server});
  CHECK(by_live_list(server, {}, 2) == std::vector{server});
}

TEST_CASE("who does not share the SAK has no SSCI", "[xpn]") {
  const Sci member{{{2, 0, 0, 0, 0, 1}}, 1};
  CHECK(ssci_of({member.mac, 2}, std::array{member}) == Ssci::none);
  CHECK(ssci_of(member, {}) == Ssci::none);
}

}  // namespace mka
