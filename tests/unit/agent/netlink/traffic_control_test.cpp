// The port guard's messages, written down by hand from linux/pkt_cls.h and rtnetlink.h (little
// endian), and what a kernel tells about filters.
#include "netlink/traffic_control.hpp"

#include <linux/pkt_cls.h>
#include <linux/rtnetlink.h>

#include "catch.hpp"
#include "octets.hpp"

namespace {

using namespace macsecd::netlink;
using Octets = std::vector<std::uint8_t>;

constexpr FilterCookie cookie{'c', 'o', 'o', 'k', 'i', 'e', 's', '!'};
constexpr EtherTypeFilter pass_macsec{Hook::egress, 3, 0x88e5, true};
constexpr EtherTypeFilter drop_all{Hook::ingress, 7, every_ether_type, false};

Octets body(const Message& m) {
  REQUIRE(m.complete());
  return {m.octets().begin() + NLMSG_HDRLEN, m.octets().end()};
}
unsigned type(const Message& m) { return m.octets()[4] | m.octets()[5] << 8; }
unsigned flags(const Message& m) { return m.octets()[6] | m.octets()[7] << 8; }

// The kernel's dump has the layout of the request.
Octets dumped(const EtherTypeFilter& filter) {
  const Message m = add_filter(4, filter, cookie);
  REQUIRE(m.complete());
  return {m.octets().begin(), m.octets().end()};
}

Octets foreign() {
  Message m(RTM_NEWTFILTER, 0);
  tcmsg header{};
  header.tcm_ifindex = 4;
  header.tcm_handle = 1;
  header.tcm_info = 5u << 16 | 0x0300;
  m.header(header).text(TCA_KIND, "flower").u32(TCA_CHAIN, 2);
  m.nest(TCA_OPTIONS, [](Message& n) { n.u32(2, 0); });
  REQUIRE(m.complete());
  return {m.octets().begin(), m.octets().end()};
}

}  // namespace

TEST_CASE("the queueing discipline is added once, and deleted by its place") {
  const auto add = add_clsact(4);
  CHECK(type(add) == RTM_NEWQDISC);
  CHECK((flags(add) & (NLM_F_CREATE | NLM_F_EXCL)) == (NLM_F_CREATE | NLM_F_EXCL));
  const auto same = test::octets(
      "00000000 04000000 0000ffff f1ffffff 00000000"
      "0b000100 636c7361637400 00");
  CHECK(body(add) == same);
  CHECK(type(delete_clsact(4)) == RTM_DELQDISC);
  CHECK(body(delete_clsact(4)) == same);
}

TEST_CASE(
    "[M49] a filter by EtherType is a matchall with one gact action, which carries the cookie") {
  const auto add = add_filter(4, pass_macsec, cookie);
  CHECK(type(add) == RTM_NEWTFILTER);
  CHECK((flags(add) & (NLM_F_CREATE | NLM_F_EXCL)) == (NLM_F_CREATE | NLM_F_EXCL));
  // egress hook, preference 3, EtherType in network order; verdict TC_ACT_OK; not for the hardware
  CHECK(body(add) == test::octets("00000000 04000000 01000000 f3ffffff 88e50300"
                                  "0d000100 6d61746368616c6c00 000000"
                                  "48000280 3c000280 38000180"
                                  "09000100 67616374 00 000000"
                                  "0c000600 636f6f6b69657321"
                                  "1c000280 18000200 0000000000000000 00000000 00000000 00000000"
                                  "08000300 01000000"));
  const auto gone = delete_filter(4, drop_all);
  CHECK(type(gone) == RTM_DELTFILTER);
  CHECK(body(gone) == test::octets("00000000 04000000 01000000 f2ffffff 00030700"
                                   "0d000100 6d61746368616c6c00 000000"));
}

TEST_CASE("our filters are read back as they were asked for") {
  for (const auto& asked : {pass_macsec, drop_all}) {
    const auto filter = parse_filter(dumped(asked));
    REQUIRE(filter);
    CHECK(filter->kind == "matchall");
    CHECK(filter->preference == asked.preference);
    CHECK(filter->ether_type == asked.ether_type);
    CHECK(filter->pass == asked.pass);
    CHECK(filter->cookie == cookie);
  }
}

TEST_CASE("somebody else's filter is known by preference, chain and kind") {
  const auto filter = parse_filter(foreign());
  REQUIRE(filter);
  CHECK(filter->kind == "flower");
  CHECK(filter->preference == 5);
  CHECK(filter->chain == 2);
  CHECK_FALSE(filter->cookie);
}

TEST_CASE("a filter message that is cut or wrong does no harm") {
  const Octets good = dumped(pass_macsec);
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(parse_filter(mka::Bytes(good).first(size)));
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const int wrong : {0x00, 0x01, 0x7f, 0xff}) {
      Octets bad = good;
      bad[at] = static_cast<std::uint8_t>(wrong);
      (void)parse_filter(bad);
    }
}

TEST_CASE("changes of filters and of queueing disciplines name the interface") {
  const auto of = [](const Message& m) { return parse_traffic_control_change(m.octets()); };
  CHECK(of(add_filter(4, pass_macsec, cookie)) == 4u);
  CHECK(of(delete_filter(5, pass_macsec)) == 5u);
  CHECK(of(delete_clsact(6)) == 6u);
  CHECK_FALSE(of(dump_filters(4, Hook::ingress)));
  CHECK_FALSE(of(delete_clsact(0)));
}
