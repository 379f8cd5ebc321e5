// The octets of the commands about bonds, written down by hand from linux/if_link.h (little
// endian).
#include "netlink/lag_commands.hpp"

#include <linux/rtnetlink.h>

#include "catch.hpp"
#include "netlink/link.hpp"
#include "octets.hpp"

namespace {

using namespace macsecd::netlink;

std::vector<std::uint8_t> body(const Message& m) {
  REQUIRE(m.complete());
  const auto all = m.octets();
  return {all.begin() + NLMSG_HDRLEN, all.end()};
}
unsigned type(const Message& m) { return m.octets()[4] | m.octets()[5] << 8; }

TEST_CASE("an active-backup bond hears on every port") {
  const auto create = create_bond({.name = "lag0", .mode = BondMode::active_backup, .mtu = 1468});
  CHECK(type(create) == RTM_NEWLINK);
  // IFNAME "lag0"; MTU 1468; LINKINFO { KIND "bond", DATA { MODE 1, MIIMON 100, ALL_SLAVES_ACTIVE 1
  // }}
  CHECK(body(create) == test::octets("00000000 00000000 00000000 00000000"
                                     "09000300 6c61673000000000 08000400 bc050000"
                                     "2c001280 09000100 626f6e6400000000"
                                     "1c000280 05000100 01000000 08000300 64000000"
                                     "05001100 01000000"));
}

TEST_CASE("a balance-xor bond tells flows apart by addresses and ports") {
  const auto create = create_bond({.name = "lag0", .mode = BondMode::balance_xor, .mtu = 1468});
  // DATA { MODE 2, MIIMON 100, XMIT_HASH_POLICY layer3+4 }
  CHECK(body(create) == test::octets("00000000 00000000 00000000 00000000"
                                     "09000300 6c61673000000000 08000400 bc050000"
                                     "2c001280 09000100 626f6e6400000000"
                                     "1c000280 05000100 02000000 08000300 64000000"
                                     "05000e00 01000000"));
}

TEST_CASE("a port is given to its master, and freed") {
  CHECK(type(set_master(7, 9)) == RTM_SETLINK);
  CHECK(body(set_master(7, 9)) ==
        test::octets("00000000 07000000 00000000 00000000 08000a00 09000000"));
  CHECK(body(set_master(7, 0)) ==
        test::octets("00000000 07000000 00000000 00000000 08000a00 00000000"));
  CHECK(body(set_mtu(7, 1468)) ==
        test::octets("00000000 07000000 00000000 00000000 08000400 bc050000"));
}

TEST_CASE("the mode of a bond is read") {
  const Message bond = create_bond({.name = "lag0", .mode = BondMode::balance_xor, .mtu = 1468});
  auto octets = std::vector<std::uint8_t>(bond.octets().begin(), bond.octets().end());
  octets[NLMSG_HDRLEN + 4] = 3;  // the kernel says which one it is
  const auto link = parse_link(octets);
  REQUIRE(link);
  CHECK(link->link.kind == "bond");
  CHECK(link->link.bond_mode == 2);
}

}  // namespace
