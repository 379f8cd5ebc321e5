#include "netlink/interface_conf.hpp"

#include <linux/if_link.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <cstring>

#include "netlink/attributes.hpp"

namespace macsecd::netlink {
namespace {

std::optional<std::uint32_t> element(mka::Bytes array, std::size_t index) {
  std::uint32_t value;
  if (array.size() < (index + 1) * sizeof value) return std::nullopt;
  std::memcpy(&value, array.data() + index * sizeof value, sizeof value);
  return value;
}

// The array of a family's settings: IPv4 counts them from 1, and its array begins with the first.
std::optional<std::uint32_t> setting(mka::Bytes af_spec, std::uint16_t family,
                                     std::uint16_t attribute, std::size_t index) {
  const auto of_family = find_attribute(af_spec, family);
  if (!of_family) return std::nullopt;
  const auto array = find_attribute(of_family->payload, attribute);
  return array ? element(array->payload, index) : std::nullopt;
}

}  // namespace

std::optional<InterfaceConf> parse_interface_conf(mka::Bytes message) {
  constexpr std::size_t fixed = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(ifinfomsg));
  if (message.size() < fixed) return std::nullopt;
  nlmsghdr header;
  std::memcpy(&header, message.data(), sizeof header);
  if (header.nlmsg_type != RTM_NEWLINK || header.nlmsg_len < fixed ||
      header.nlmsg_len > message.size())
    return std::nullopt;
  const auto spec = find_attribute(message.subspan(fixed, header.nlmsg_len - fixed), IFLA_AF_SPEC);
  if (!spec) return std::nullopt;
  const auto ipv4 = [&](std::size_t name) {
    return setting(spec->payload, AF_INET, IFLA_INET_CONF, name - 1);
  };
  const auto rp_filter = ipv4(IPV4_DEVCONF_RP_FILTER);
  const auto arp_ignore = ipv4(IPV4_DEVCONF_ARP_IGNORE);
  if (!rp_filter || !arp_ignore) return std::nullopt;
  return InterfaceConf{*rp_filter, *arp_ignore,
                       setting(spec->payload, AF_INET6, IFLA_INET6_CONF, DEVCONF_DISABLE_IPV6)};
}

Message set_interface_conf(std::uint32_t ifindex, const InterfaceConf& conf) {
  Message m(RTM_SETLINK, 0);
  ifinfomsg header{};
  header.ifi_index = static_cast<int>(ifindex);
  m.header(header);
  m.nest(IFLA_AF_SPEC, [&](Message& spec) {
    spec.nest(AF_INET, [&](Message& inet) {
      inet.nest(IFLA_INET_CONF, [&](Message& settings) {
        settings.u32(IPV4_DEVCONF_RP_FILTER, conf.rp_filter)
            .u32(IPV4_DEVCONF_ARP_IGNORE, conf.arp_ignore);
      });
    });
  });
  return m;
}

}  // namespace macsecd::netlink
