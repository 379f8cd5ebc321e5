// Addresses and routes as the kernel tells them, given to another interface.
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "catch.hpp"
#include "netlink/address.hpp"
#include "netlink/route.hpp"
#include "octets.hpp"

namespace {

using namespace macsecd::netlink;
using Octets = std::vector<std::uint8_t>;

Octets octets_of(const Message& m) { return {m.octets().begin(), m.octets().end()}; }

Address router_address() {
  Address a{.ifindex = 7, .family = AF_INET6, .prefix_length = 64, .flags = IFA_F_NODAD};
  a.address = test::octets("20010db8000000000000000000000001");
  a.route_priority = 100;
  a.lifetimes = ifa_cacheinfo{60, 90, 0, 0};
  return a;
}

Route through_gateway(std::uint8_t protocol) {
  Message m(RTM_NEWROUTE, 0);
  rtmsg header{};
  header.rtm_family = AF_INET;
  header.rtm_dst_len = 24;
  header.rtm_protocol = protocol;
  header.rtm_flags = RTNH_F_LINKDOWN | RTNH_F_ONLINK;
  m.header(header).bytes(RTA_DST, test::octets("c6336400")).u32(RTA_OIF, 7);
  m.bytes(RTA_GATEWAY, test::octets("0a090001")).bytes(RTA_CACHEINFO, Octets(32));
  const auto route = parse_route(octets_of(m));
  REQUIRE(route);
  return *route;
}

// Whole, cut at every octet, and with every octet wrong in turn: no crash, and nothing from a cut.
template <typename Parse>
void torture(const Octets& whole, Parse&& parse) {
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(parse(mka::Bytes(whole).first(size)));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    Octets wrong = whole;
    wrong[at] ^= 0xff;
    (void)parse(wrong);
  }
}

}  // namespace

TEST_CASE("an address is added as it was told, on another interface") {
  const auto told = octets_of(add_address(7, router_address()));
  const auto read = parse_address(told);
  REQUIRE(read);
  CHECK(read->ifindex == 7);
  CHECK(read->flags == IFA_F_NODAD);
  CHECK(read->lifetimes->ifa_valid == 90);
  CHECK(octets_of(add_address(7, *read)) == told);
  CHECK(parse_address(octets_of(add_address(12, *read)))->ifindex == 12);
}

TEST_CASE("what the kernel found out about an address is not asked for") {
  Address a = router_address();
  a.flags = IFA_F_PERMANENT | IFA_F_TENTATIVE | IFA_F_DADFAILED | IFA_F_NOPREFIXROUTE;
  CHECK(parse_address(octets_of(add_address(7, a)))->flags == IFA_F_NOPREFIXROUTE);
}

TEST_CASE("an address of another size than its family's is none") {
  Address a = router_address();
  a.address.pop_back();
  CHECK_FALSE(parse_address(octets_of(add_address(7, a))));
  a = router_address();
  a.family = AF_PACKET;
  CHECK_FALSE(parse_address(octets_of(add_address(7, a))));
}

TEST_CASE("a route is added as it was told, but for its interface and the kernel's findings") {
  const Route route = through_gateway(RTPROT_STATIC);
  CHECK(route.ifindex == 7);
  CHECK(route.by_hand());
  const auto again = parse_route(octets_of(add_route(12, route)));
  REQUIRE(again);
  CHECK(again->ifindex == 12);
  CHECK(again->header.rtm_flags == RTNH_F_ONLINK);
  CHECK(again->header.rtm_dst_len == 24);
  CHECK(again->parts.size() == 2);
  CHECK_FALSE(through_gateway(RTPROT_KERNEL).by_hand());
  CHECK_FALSE(through_gateway(RTPROT_BGP).by_hand());
}

TEST_CASE("damaged addresses and routes are none") {
  torture(octets_of(add_address(7, router_address())), parse_address);
  torture(octets_of(add_route(7, through_gateway(RTPROT_BOOT))), parse_route);
}
