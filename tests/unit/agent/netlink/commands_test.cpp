// The octets of the commands, written down by hand from linux/if_macsec.h and if_link.h (little
// endian).
#include <linux/rtnetlink.h>

#include <algorithm>
#include <bit>

#include "catch.hpp"
#include "netlink/link_commands.hpp"
#include "netlink/macsec_commands.hpp"
#include "octets.hpp"

namespace {

using namespace macsecd::netlink;
using mka::An;
using mka::CipherSuite;

static_assert(std::endian::native == std::endian::little);

constexpr std::uint16_t family = 0x1a;
constexpr mka::Sci sci{{{2, 0, 0, 0, 0, 0x0a}}, 1};

// Everything behind the netlink header's length, sequence and port, which differ or are checked
// apart.
std::vector<std::uint8_t> body(const Message& m) {
  REQUIRE(m.complete());
  const auto all = m.octets();
  CHECK(all.size() == (std::size_t{all[0]} | std::size_t{all[1]} << 8));
  return {all.begin() + NLMSG_HDRLEN, all.end()};
}
unsigned type(const Message& m) { return m.octets()[4] | m.octets()[5] << 8; }
unsigned flags(const Message& m) { return m.octets()[6] | m.octets()[7] << 8; }

SecyAddress secy(CipherSuite suite) { return {family, 7, suite}; }

mka::Ki ki() {
  mka::Ki out;
  out.server.octets.fill(0xcc);
  out.number = 0x01020304;
  return out;
}
mka::Sak sak(std::size_t size) {
  return std::move(*mka::Sak::copy_from(std::vector<std::uint8_t>(size, 0x5a)));
}

TEST_CASE("receive channels are named by their SCI") {
  const auto add = add_receive_sc(secy(CipherSuite::gcm_aes_128), sci);
  CHECK(type(add) == family);
  CHECK(flags(add) == NLM_F_REQUEST);
  // command 1, version 1; ifindex 7; nest RXSC_CONFIG { SCI }
  CHECK(body(add) == test::octets("01010000 08000100 07000000"
                                  "10000280 0c000100 02000000000a0001"));
  const auto del = delete_receive_sc(secy(CipherSuite::gcm_aes_128), sci);
  CHECK(body(del) == test::octets("02010000 08000100 07000000"
                                  "10000280 0c000100 02000000000a0001"));
}

TEST_CASE("a receive SA of a 32-bit suite is installed inactive, with a 4-octet packet number") {
  const mka::InstallReceiveSa op{sci, An::from_bits(2), ki(), sak(16), 9, mka::Ssci{1}, {}};
  CHECK(body(add_receive_sa(secy(CipherSuite::gcm_aes_128), op)) ==
        test::octets("07010000 08000100 07000000"
                     "10000280 0c000100 02000000000a0001"
                     "3c000380 05000100 02000000"
                     "08000300 09000000"
                     "14000500 cccccccccccccccccccccccc01020304"
                     "14000400 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"));
}

TEST_CASE("a transmit SA of an XPN suite starts at 1, with SSCI and salt in wire order") {
  mka::Salt salt{};
  salt.fill(0x77);
  const mka::InstallTransmitSa op{An::from_bits(3), ki(), sak(16), mka::Ssci{0x0a0b0c0d}, salt};
  CHECK(body(add_transmit_sa(secy(CipherSuite::gcm_aes_xpn_128), op)) ==
        test::octets("04010000 08000100 07000000"
                     "58000380 05000100 03000000"
                     "0c000300 0100000000000000"
                     "14000500 cccccccccccccccccccccccc01020304"
                     "14000400 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
                     "08000800 0a0b0c0d"
                     "10000900 777777777777777777777777"));
}

TEST_CASE("updates of a transmit SA never carry a packet number") {
  CHECK(body(activate_transmit_sa(secy(CipherSuite::gcm_aes_256), An::from_bits(1), true)) ==
        test::octets("06010000 08000100 07000000 14000380 05000100 01000000 05000200 01000000"));
  CHECK(body(delete_transmit_sa(secy(CipherSuite::gcm_aes_256), An::from_bits(1))) ==
        test::octets("05010000 08000100 07000000 0c000380 05000100 01000000"));
}

TEST_CASE("updates of a receive SA carry only what changes") {
  const auto address = secy(CipherSuite::gcm_aes_xpn_256);
  const std::string head = "09010000 08000100 07000000 10000280 0c000100 02000000000a0001";
  CHECK(body(update_receive_sa(address, sci, An::from_bits(0), {.active = false})) ==
        test::octets(head + "14000380 05000100 00000000 05000200 00000000"));
  CHECK(body(update_receive_sa(address, sci, An::from_bits(0), {.next_pn = 5})) ==
        test::octets(head + "18000380 05000100 00000000 0c000300 0500000000000000"));
}

TEST_CASE("a device is created once, dormant, strict and protected") {
  const auto m = create_macsec_link({.name = "ms0",
                                     .parent = 3,
                                     .sci = sci,
                                     .suite = CipherSuite::gcm_aes_128,
                                     .encrypt = true,
                                     .replay_window = 4,
                                     .group = 9});
  CHECK(type(m) == RTM_NEWLINK);
  CHECK(flags(m) == (NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL));
  CHECK(body(m) == test::octets("00000000 00000000 00000000 00000000"
                                "08000300 6d733000"          // IFNAME
                                "08000500 03000000"          // LINK
                                "08001b00 09000000"          // GROUP
                                "05001100 01000000"          // LINKMODE dormant
                                "6c001280"                   // LINKINFO
                                "0b000100 6d61637365630000"  // kind
                                "5c000280"                   // data
                                "0c000100 02000000000a0001"  // SCI
                                "05000900 01000000"          // SCI in every frame
                                "05000a00 00000000"  // end station: it follows from the address
                                "0c000400 0100000100c28000"  // suite
                                "05000300 10000000"          // ICV
                                "05000700 01000000"          // encrypt
                                "05000800 01000000"          // protect
                                "05000d00 02000000"          // strict
                                "05000c00 01000000"          // replay protection
                                "08000500 04000000"));       // window
}

TEST_CASE("[F1, F12] a device is handed to hardware by a command of its own") {
  const auto mac = set_offload(secy(CipherSuite::gcm_aes_128), Offload::mac);
  CHECK(type(mac) == family);
  // command 10, version 1; ifindex 7; nest OFFLOAD { TYPE 2 }
  CHECK(body(mac) == test::octets("0a010000 08000100 07000000"
                                  "0c000980 05000100 02000000"));
}

TEST_CASE("a change never names the suite or the SCI, and a window only with replay protection") {
  const auto data = [](const Message& m) {
    const auto all = body(m);
    return std::vector<std::uint8_t>(all.begin() + 16 + 4 + 12, all.end());
  };
  CHECK(data(change_protection(5, {.replay_protect = false})) ==
        test::octets("24000280 05000800 01000000 05000d00 02000000 05000700 01000000"
                     "05000c00 00000000"));
  CHECK(data(change_encoding_sa(5, An::from_bits(3))) ==
        test::octets("0c000280 05000600 03000000"));
}

TEST_CASE("what does not fit is remembered") {
  Message m(1, 0);
  const std::vector<std::uint8_t> large(60000);
  for (int i = 0; i < 3; ++i) m.bytes(1, large);
  CHECK_FALSE(m.complete());
}

TEST_CASE("[M63] without the SCI in its frames a device is told so instead of an SCI") {
  const auto m = create_macsec_link({.name = "ms0", .parent = 3, .sci = sci, .send_sci = false});
  const auto octets = body(m);
  const auto holds = [&](const char* hex) {
    return !std::ranges::search(octets, test::octets(hex)).empty();
  };
  CHECK(holds("05000900 00000000 05000a00 01000000"));
  CHECK_FALSE(holds("0c000100 02000000000a0001"));
}

TEST_CASE("what belongs to a link is given in one command each") {
  CHECK(body(set_mtu(7, 1532)) ==
        test::octets("00000000 07000000 00000000 00000000 08000400 fc050000"));
  CHECK(body(set_master(7, 9)) ==
        test::octets("00000000 07000000 00000000 00000000 08000a00 09000000"));
  CHECK(body(set_alias(7, "up")) ==
        test::octets("00000000 07000000 00000000 00000000 07001400 75700000"));
  const auto name = add_alternative_name(7, "up");
  CHECK(type(name) == RTM_NEWLINKPROP);
  CHECK(body(name) ==
        test::octets("00000000 07000000 00000000 00000000 0c003480 07003500 75700000"));
}

}  // namespace
