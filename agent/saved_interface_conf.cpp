#include "saved_interface_conf.hpp"

#include "members.hpp"

namespace macsecd {

using macsec::Json;

Json to_json(const netlink::InterfaceConf& conf) {
  Json out{{"rpFilter", conf.rp_filter}, {"arpIgnore", conf.arp_ignore}};
  if (conf.disable_ipv6) out["disableIpv6"] = *conf.disable_ipv6;
  return out;
}

std::optional<netlink::InterfaceConf> interface_conf_from(const Json& entry) {
  netlink::InterfaceConf conf;
  Members in(entry);
  in.number("rpFilter", conf.rp_filter, 0, 2);
  in.number("arpIgnore", conf.arp_ignore, 0, 8);
  std::uint32_t disable_ipv6 = 2;
  in.number("disableIpv6", disable_ipv6, 0, 1);
  if (disable_ipv6 != 2) conf.disable_ipv6 = disable_ipv6;
  if (in.error()) return std::nullopt;
  return conf;
}

}  // namespace macsecd
