// What an interface does of its own accord: read from a link message, and set.
#include "netlink/interface_conf.hpp"

#include <linux/if_link.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "catch.hpp"
#include "octets.hpp"

namespace {

using namespace macsecd::netlink;
using Octets = std::vector<std::uint8_t>;

Octets array_of(std::size_t size, std::initializer_list<std::pair<std::size_t, std::uint8_t>> set) {
  Octets out(size * 4);
  for (const auto& [index, value] : set) out[index * 4] = value;
  return out;
}

Octets link_message(bool with_ipv6) {
  Message m(RTM_NEWLINK, 0);
  m.header(ifinfomsg{}).nest(IFLA_AF_SPEC, [&](Message& spec) {
    spec.nest(AF_INET, [](Message& n) {
      // Counted from 1.
      n.bytes(IFLA_INET_CONF, array_of(IPV4_DEVCONF_MAX, {{IPV4_DEVCONF_RP_FILTER - 1, 2},
                                                          {IPV4_DEVCONF_ARP_IGNORE - 1, 3}}));
    });
    if (with_ipv6)
      spec.nest(AF_INET6, [](Message& n) {
        n.bytes(IFLA_INET6_CONF, array_of(DEVCONF_MAX, {{DEVCONF_DISABLE_IPV6, 1}}));
      });
  });
  REQUIRE(m.complete());
  return {m.octets().begin(), m.octets().end()};
}

}  // namespace

TEST_CASE("rp_filter, arp_ignore and disable_ipv6 are read from a link message") {
  CHECK(parse_interface_conf(link_message(true)) == InterfaceConf{2, 3, 1});
  CHECK(parse_interface_conf(link_message(false)) == InterfaceConf{2, 3, {}});
}

TEST_CASE("settings that are cut or wrong do no harm") {
  const Octets good = link_message(true);
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(parse_interface_conf(mka::Bytes(good).first(size)));
  for (std::size_t at = 0; at < good.size(); ++at) {
    Octets bad = good;
    bad[at] = 0xff;
    (void)parse_interface_conf(bad);
  }
}

TEST_CASE("rp_filter and arp_ignore are set by their numbers") {
  const auto m = set_interface_conf(4, {1, 8, 1});
  REQUIRE(m.complete());
  const Octets body(m.octets().begin() + NLMSG_HDRLEN, m.octets().end());
  // RTM_SETLINK; ifindex 4; AF_SPEC { AF_INET { CONF { RP_FILTER(8): 1, ARP_IGNORE(19): 8 } } }
  CHECK(body == test::octets("00000000 04000000 00000000 00000000"
                             "1c001a80 18000280 14000180 08000800 01000000 08001300 08000000"));
}
