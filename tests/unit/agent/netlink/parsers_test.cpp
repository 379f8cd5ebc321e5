// Dumps and link messages, whole, cut at every octet, and with every octet wrong in turn.
#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/if_macsec.h>
#include <linux/rtnetlink.h>
#include <unistd.h>

#include "catch.hpp"
#include "netlink/attributes.hpp"
#include "netlink/link.hpp"
#include "netlink/link_statistics.hpp"
#include "netlink/macsec_device.hpp"
#include "netlink/message.hpp"
#include "netlink/parent.hpp"
#include "octets.hpp"

namespace {

using namespace macsecd::netlink;
using Octets = std::vector<std::uint8_t>;

constexpr mka::Sci own{{{2, 0, 0, 0, 0, 1}}, 1};
constexpr mka::Sci peer{{{2, 0, 0, 0, 0, 2}}, 7};
constexpr std::uint64_t legacy_gcm_aes_128 = 0x0080020001000001;

Octets octets_of(const Message& m) { return {m.octets().begin(), m.octets().end()}; }

void put_sa(Message& n, std::uint32_t pn) {
  n.u8(MACSEC_SA_ATTR_AN, 2).u32(MACSEC_SA_ATTR_PN, pn).u8(MACSEC_SA_ATTR_ACTIVE, 1);
  n.bytes(MACSEC_SA_ATTR_KEYID, test::octets("a0a1a2a3a4a5a6a7a8a9aaab00000005"));
  n.nest(MACSEC_SA_ATTR_STATS, [](Message& s) { s.u32(MACSEC_SA_STATS_ATTR_IN_PKTS_OK, 42); });
}

// What the driver tells about one device, with padding where some machines have it.
Octets device_dump(std::uint64_t suite = legacy_gcm_aes_128, std::uint32_t pn = 17) {
  Message m(0x1a, 0);
  m.header(genlmsghdr{MACSEC_CMD_GET_TXSC, 1, 0}).u32(MACSEC_ATTR_IFINDEX, 7);
  m.nest(MACSEC_ATTR_SECY, [&](Message& s) {
    s.bytes(MACSEC_SECY_ATTR_SCI, own.wire()).bytes(MACSEC_SECY_ATTR_PAD, {});
    s.u64(MACSEC_SECY_ATTR_CIPHER_SUITE, suite).u8(MACSEC_SECY_ATTR_ICV_LEN, 16);
    s.u8(MACSEC_SECY_ATTR_VALIDATE, 2).u8(MACSEC_SECY_ATTR_ENCODING_SA, 2);
    s.u8(MACSEC_SECY_ATTR_OPER, 1).u8(MACSEC_SECY_ATTR_PROTECT, 1);
  });
  m.nest(MACSEC_ATTR_TXSC_STATS, [](Message& s) {
    s.u64(MACSEC_TXSC_STATS_ATTR_OUT_OCTETS_PROTECTED, 100);
    s.u64(MACSEC_TXSC_STATS_ATTR_OUT_OCTETS_ENCRYPTED, 11);
  });
  m.nest(MACSEC_ATTR_TXSA_LIST, [&](Message& l) { l.nest(1, [&](Message& n) { put_sa(n, pn); }); });
  m.nest(MACSEC_ATTR_RXSC_LIST, [&](Message& l) {
    l.nest(1, [&](Message& sc) {
      sc.bytes(MACSEC_RXSC_ATTR_SCI, peer.wire()).u8(MACSEC_RXSC_ATTR_ACTIVE, 1);
      sc.nest(MACSEC_RXSC_ATTR_SA_LIST,
              [&](Message& sas) { sas.nest(1, [&](Message& n) { put_sa(n, pn); }); });
      sc.nest(MACSEC_RXSC_ATTR_STATS,
              [](Message& s) { s.u64(MACSEC_RXSC_STATS_ATTR_IN_PKTS_LATE, 3); });
    });
  });
  REQUIRE(m.complete());
  return octets_of(m);
}

Octets link_message(std::uint8_t address_family = AF_UNSPEC, std::uint16_t type = RTM_NEWLINK) {
  Message m(type, 0);
  ifinfomsg header{};
  header.ifi_family = address_family;
  header.ifi_index = 4;
  header.ifi_type = 1;
  header.ifi_flags = IFF_UP | IFF_LOWER_UP;
  m.header(header).text(IFLA_IFNAME, "ms0").u32(IFLA_MTU, 1468).u32(IFLA_LINK, 3);
  m.bytes(IFLA_ADDRESS, own.mac.octets).u8(IFLA_OPERSTATE, 5).u8(IFLA_LINKMODE, 1);
  m.nest(IFLA_LINKINFO, [](Message& info) {
    info.text(IFLA_INFO_KIND, "macsec").nest(IFLA_INFO_DATA, [](Message& d) {
      d.bytes(IFLA_MACSEC_SCI, own.wire()).u8(IFLA_MACSEC_ICV_LEN, 16);
    });
  });
  REQUIRE(m.complete());
  return octets_of(m);
}

// Parsers must stay inside the octets whatever these say; the sanitizers watch.
template <typename Parse>
void torture(const Octets& good, Parse&& parse) {
  for (std::size_t size = 0; size < good.size(); ++size) {
    const Octets cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
    CHECK_FALSE(parse(cut));
  }
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const int wrong : {0x00, 0x01, 0x03, 0x7f, 0xff}) {
      Octets bad = good;
      bad[at] = static_cast<std::uint8_t>(wrong);
      (void)parse(bad);
    }
  }
}

TEST_CASE("a device is read from the dump") {
  const auto device = parse_macsec_device(device_dump());
  REQUIRE(device);
  CHECK(device->ifindex == 7);
  CHECK(device->sci == own);
  CHECK(device->suite == mka::CipherSuite::gcm_aes_128);  // under its legacy identifier
  CHECK((device->operational && device->protect));
  CHECK_FALSE(device->encrypt);
  CHECK(device->encoding_an == mka::An::from_bits(2));
  REQUIRE(device->transmit_sas.size() == 1);
  CHECK(device->transmit_sas[0].pn == 17);
  REQUIRE(device->receive_scs.size() == 1);
  CHECK(device->receive_scs[0].sci == peer);
  CHECK(device->receive_scs[0].statistics.late == 3);

  const auto counters = to_counters(*device);
  CHECK(counters.octets_protected == 111);
  CHECK(counters.transmit.at(0).ki.number == 5);
  CHECK(counters.transmit.at(0).ki.server.octets[11] == 0xab);
  CHECK(counters.receive.at(0).packets_ok == 42);
}

TEST_CASE("an exhausted packet number counts as one beyond the range") {
  const auto exhausted = parse_macsec_device(device_dump(legacy_gcm_aes_128, 0));
  REQUIRE(exhausted);
  CHECK(to_counters(*exhausted).transmit.at(0).next_pn == mka::Pn{1} << 32);
  const auto xpn = parse_macsec_device(device_dump(0x0080c20001000003, 0));
  REQUIRE(xpn);
  CHECK(to_counters(*xpn).transmit.at(0).next_pn == ~mka::Pn{0});
}

TEST_CASE("M60: a session is held only if it protects both ways") {
  MacsecSa used;
  used.an = mka::An::from_bits(1);
  used.pn = 500;
  used.key_id = {1};
  used.active = true;
  MacsecDevice device;
  device.protect = device.encrypt = true;
  device.encoding_an = used.an;
  device.transmit_sas = {used};
  device.receive_scs.emplace_back();
  device.receive_scs[0].sci = peer;
  device.receive_scs[0].sas = {used};
  const auto held = held_session(device);
  REQUIRE(held);
  CHECK(held->encoding == used.an);
  CHECK(held->confidentiality);
  CHECK(held->channels == std::vector{peer});
  CHECK(held->counters.transmit.at(0).next_pn == 500);

  const auto without = [&](auto&& change) {
    MacsecDevice changed = device;
    change(changed);
    return !held_session(changed);
  };
  CHECK(without([](MacsecDevice& d) { d.protect = false; }));
  CHECK(without([](MacsecDevice& d) { d.encoding_an = mka::An::from_bits(2); }));
  CHECK(without([](MacsecDevice& d) { d.transmit_sas[0].active = false; }));
  CHECK(without([](MacsecDevice& d) { d.transmit_sas[0].pn = 0; }));  // exhausted
  CHECK(without([](MacsecDevice& d) { d.receive_scs[0].sas[0].key_id = {2}; }));
  CHECK(without([](MacsecDevice& d) { d.receive_scs[0].sas[0].active = false; }));
  CHECK(without([](MacsecDevice& d) { d.receive_scs.clear(); }));
}

TEST_CASE("a dump that is cut or wrong does no harm") {
  torture(device_dump(), [](mka::Bytes b) { return parse_macsec_device(b).has_value(); });
  CHECK_FALSE(parse_macsec_device(device_dump(0x0080c200010000ff)));  // a suite nobody knows
}

TEST_CASE("a link is read, with what it says of macsec") {
  const auto message = parse_link(link_message());
  REQUIRE(message);
  CHECK_FALSE(message->removed);
  const Link& link = message->link;
  CHECK(link.ifindex == 4);
  CHECK(link.name == "ms0");
  CHECK(link.mac == own.mac);
  CHECK(link.parent == 3u);
  CHECK((link.up && link.lower_up && !link.running && link.dormant_mode));
  CHECK(link.operstate == Operstate::dormant);
  REQUIRE(link.macsec);
  CHECK(link.macsec->sci == own);
}

TEST_CASE("statistics of a link are read, and damaged ones do no harm") {
  Message m(RTM_NEWLINK, 0);
  m.header(ifinfomsg{});
  rtnl_link_stats64 all{};
  all.rx_packets = 1;
  all.tx_packets = 2;
  all.tx_bytes = 3;
  const auto* first = reinterpret_cast<const std::uint8_t*>(&all);
  m.bytes(IFLA_STATS64, {first, sizeof all});
  const auto read = parse_link_statistics(octets_of(m));
  REQUIRE(read);
  CHECK((read->received == 1 && read->sent == 2 && read->octets_sent == 3));
  torture(octets_of(m), [](mka::Bytes b) { return parse_link_statistics(b).has_value(); });
  CHECK_FALSE(parse_link_statistics(link_message()));
}

TEST_CASE("what a bridge says about its ports is not about the link") {
  CHECK_FALSE(parse_link(link_message(AF_BRIDGE, RTM_DELLINK)));
  CHECK(parse_link(link_message(AF_UNSPEC, RTM_DELLINK))->removed);
  CHECK_FALSE(parse_link(link_message(AF_UNSPEC, RTM_NEWADDR)));
}

TEST_CASE("a link message that is cut or wrong does no harm") {
  torture(link_message(), [](mka::Bytes b) { return parse_link(b).has_value(); });
}

TEST_CASE("the parent's number means nothing when it is in another namespace") {
  auto octets = link_message();
  Message extra(0, 0);
  extra.u32(IFLA_LINK_NETNSID, 0);
  octets.insert(octets.end(), extra.octets().begin() + NLMSG_HDRLEN, extra.octets().end());
  octets[0] = static_cast<std::uint8_t>(octets.size());
  const auto message = parse_link(octets);
  REQUIRE(message);
  CHECK(message->link.parent_elsewhere);
  CHECK_FALSE(message->link.parent);
}

TEST_CASE("an attribute that claims more than there is ends the list") {
  const auto octets = test::octets("05000100 01000000 ff000200 01000000");
  AttributeList list(octets);
  CHECK(list.next()->u8() == 1);
  CHECK_FALSE(list.next());
  CHECK(list.damaged());
  CHECK_FALSE(Attribute{1, octets}.u32());  // the size must be exact
}

TEST_CASE("[M100] devices without a wire of their own cannot be a parent, and say what they are") {
  for (const char* kind : {"macsec", "bridge", "vrf", "ifb", "macvlan", "ipvlan"}) {
    const Link link{.ifindex = 2, .name = "x0", .arp_type = 1, .kind = kind};
    const auto problem = parent_problem(link, {});
    REQUIRE(problem);
    CHECK(problem->code == macsec::Errc::unsupported_interface);
    CHECK(problem->what.find(kind) != std::string::npos);
  }
  for (const char* kind : {"", "veth", "bond", "team", "dummy"})
    CHECK_FALSE(parent_problem({.ifindex = 2, .name = "x0", .arp_type = 1, .kind = kind}, {}));
}

TEST_CASE("[M100] a wireless interface has a phy80211") {
  const auto root = std::filesystem::temp_directory_path() / ("sysfs." + std::to_string(getpid()));
  std::filesystem::create_directories(root / "wlan0" / "phy80211");
  std::filesystem::create_directories(root / "eth0");
  CHECK(is_wireless("wlan0", root));
  CHECK_FALSE(is_wireless("eth0", root));
  std::filesystem::remove_all(root);
}

TEST_CASE("only an Ethernet interface whose frames nobody else takes can be a parent") {
  const Link ethernet{.ifindex = 2, .name = "eth0", .arp_type = 1};
  CHECK_FALSE(parent_problem(ethernet, {}));
  Link vlan = ethernet;
  vlan.kind = "vlan";
  CHECK(parent_problem(vlan, {}));
  CHECK_FALSE(parent_problem(vlan, {}, true));
  Link member = ethernet;
  member.port_kind = "bond";
  CHECK(parent_problem(member, {})->code == macsec::Errc::unsupported_interface);
  Link tunnel = ethernet;
  tunnel.arp_type = 65534;
  CHECK(parent_problem(tunnel, {}));
  const std::vector<Link> above{{.ifindex = 9, .name = "mv0", .kind = "macvlan", .parent = 2}};
  CHECK(parent_problem(ethernet, above));
}

}  // namespace
