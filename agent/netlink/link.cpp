#include "netlink/link.hpp"

#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include <cstring>

#include "netlink/attributes.hpp"

namespace macsecd::netlink {
namespace {

void read_macsec(MacsecLinkSettings& out, const Attribute& a) {
  switch (a.type) {
    case IFLA_MACSEC_SCI:
      if (const auto sci = a.octets<8>()) out.sci = mka::Sci::from_wire(*sci);
      break;
    case IFLA_MACSEC_CIPHER_SUITE:
      out.suite_id = a.u64().value_or(0);
      break;
    case IFLA_MACSEC_ICV_LEN:
      out.icv_length = a.u8().value_or(0);
      break;
    case IFLA_MACSEC_ENCODING_SA:
      out.encoding_sa = a.u8().value_or(0);
      break;
    case IFLA_MACSEC_VALIDATION:
      out.validation = a.u8().value_or(0);
      break;
    case IFLA_MACSEC_PROTECT:
      out.protect = a.u8().value_or(0) != 0;
      break;
    case IFLA_MACSEC_ENCRYPT:
      out.encrypt = a.u8().value_or(0) != 0;
      break;
    case IFLA_MACSEC_INC_SCI:
      out.include_sci = a.u8().value_or(0) != 0;
      break;
    case IFLA_MACSEC_ES:
      out.end_station = a.u8().value_or(0) != 0;
      break;
    case IFLA_MACSEC_SCB:
      out.scb = a.u8().value_or(0) != 0;
      break;
    case IFLA_MACSEC_REPLAY_PROTECT:
      out.replay_protect = a.u8().value_or(0) != 0;
      break;
    case IFLA_MACSEC_WINDOW:
      out.window = a.u32().value_or(0);
      break;
    case IFLA_MACSEC_OFFLOAD:
      out.offload = a.u8().value_or(0);
      break;
    default:
      break;  // newer kernels have more to say
  }
}

void read_link_info(Link& link, mka::Bytes nest) {
  if (const auto kind = find_attribute(nest, IFLA_INFO_KIND)) link.kind = kind->text();
  if (const auto kind = find_attribute(nest, IFLA_INFO_SLAVE_KIND)) link.port_kind = kind->text();
  const auto data = find_attribute(nest, IFLA_INFO_DATA);
  if (link.kind == "bond" && data)
    if (const auto mode = find_attribute(data->payload, IFLA_BOND_MODE))
      link.bond_mode = mode->u8();
  if (link.kind != "macsec" || !data) return;
  link.macsec.emplace();
  AttributeList list(data->payload);
  while (const auto attribute = list.next()) read_macsec(*link.macsec, *attribute);
}

void read_properties(Link& link, mka::Bytes nest) {
  AttributeList list(nest);
  while (const auto property = list.next())
    if (property->type == IFLA_ALT_IFNAME) link.alternative_names.push_back(property->text());
}

void read_link(Link& link, const Attribute& a) {
  switch (a.type) {
    case IFLA_IFNAME:
      link.name = a.text();
      break;
    case IFLA_ADDRESS:
      if (const auto mac = a.octets<6>()) link.mac.octets = *mac;
      break;
    case IFLA_MTU:
      link.mtu = a.u32().value_or(0);
      break;
    case IFLA_GROUP:
      link.group = a.u32().value_or(0);
      break;
    case IFLA_OPERSTATE:
      link.operstate = static_cast<Operstate>(a.u8().value_or(0));
      break;
    case IFLA_LINKMODE:
      link.dormant_mode = a.u8() == IF_LINK_MODE_DORMANT;
      break;
    case IFLA_LINK:
      link.parent = a.u32();
      break;
    case IFLA_LINK_NETNSID:
      link.parent_elsewhere = true;
      break;
    case IFLA_MASTER:
      link.master = a.u32();
      break;
    case IFLA_PROP_LIST:
      read_properties(link, a.payload);
      break;
    case IFLA_IFALIAS:
      link.alias = a.text();
      break;
    case IFLA_NEW_NETNSID:
      link.moved_away = true;
      break;
    case IFLA_LINKINFO:
      read_link_info(link, a.payload);
      break;
    default:
      break;
  }
}

Link from_header(const ifinfomsg& header) {
  Link link;
  link.ifindex = static_cast<std::uint32_t>(header.ifi_index);
  link.arp_type = header.ifi_type;
  link.loopback = header.ifi_flags & IFF_LOOPBACK;
  link.up = header.ifi_flags & IFF_UP;
  link.running = header.ifi_flags & IFF_RUNNING;
  link.lower_up = header.ifi_flags & IFF_LOWER_UP;
  return link;
}

}  // namespace

std::optional<LinkMessage> parse_link(mka::Bytes message) {
  constexpr std::size_t fixed = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(ifinfomsg));
  if (message.size() < fixed) return std::nullopt;
  nlmsghdr header;
  ifinfomsg info;
  std::memcpy(&header, message.data(), sizeof header);
  std::memcpy(&info, message.data() + NLMSG_HDRLEN, sizeof info);
  if (header.nlmsg_len < fixed || header.nlmsg_len > message.size()) return std::nullopt;
  if (header.nlmsg_type != RTM_NEWLINK && header.nlmsg_type != RTM_DELLINK) return std::nullopt;
  if (info.ifi_family != AF_UNSPEC || info.ifi_index <= 0) return std::nullopt;

  LinkMessage out{header.nlmsg_type == RTM_DELLINK, from_header(info)};
  AttributeList list(message.subspan(fixed, header.nlmsg_len - fixed));
  while (const auto attribute = list.next()) read_link(out.link, *attribute);
  if (list.damaged() || out.link.name.empty()) return std::nullopt;
  // The number means nothing here when it belongs to another namespace.
  if (out.link.parent_elsewhere || out.link.parent == 0u) out.link.parent.reset();
  return out;
}

}  // namespace macsecd::netlink
