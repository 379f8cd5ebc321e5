#include "netlink/route.hpp"

#include <algorithm>
#include <cstring>

#include "netlink/attributes.hpp"

namespace macsecd::netlink {

bool Route::by_hand() const {
  constexpr std::uint8_t dhcp = 16;  // RTPROT_DHCP
  return header.rtm_protocol == RTPROT_BOOT || header.rtm_protocol == RTPROT_STATIC ||
         header.rtm_protocol == dhcp;
}

std::optional<Route> parse_route(mka::Bytes message) {
  constexpr std::size_t fixed = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(rtmsg));
  if (message.size() < fixed) return std::nullopt;
  nlmsghdr header;
  Route out;
  std::memcpy(&header, message.data(), sizeof header);
  std::memcpy(&out.header, message.data() + NLMSG_HDRLEN, sizeof out.header);
  if (header.nlmsg_len < fixed || header.nlmsg_len > message.size()) return std::nullopt;
  if (header.nlmsg_type != RTM_NEWROUTE || (out.header.rtm_flags & RTM_F_CLONED))
    return std::nullopt;

  AttributeList list(message.subspan(fixed, header.nlmsg_len - fixed));
  while (const auto a = list.next()) {
    if (a->type == RTA_MULTIPATH || a->type == RTA_NH_ID) return std::nullopt;
    if (a->type == RTA_OIF)
      out.ifindex = a->u32().value_or(0);
    else if (a->type != RTA_CACHEINFO && a->type != RTA_EXPIRES)
      out.parts.push_back({a->type, {a->payload.begin(), a->payload.end()}});
  }
  if (list.damaged() || out.ifindex == 0) return std::nullopt;
  return out;
}

Message dump_routes(std::uint8_t family) {
  Message m(RTM_GETROUTE, NLM_F_DUMP);
  rtmsg header{};
  header.rtm_family = family;
  m.header(header);
  return m;
}

Message add_route(std::uint32_t ifindex, const Route& route) {
  Message m(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL);
  rtmsg header = route.header;
  header.rtm_flags &= RTNH_F_ONLINK;  // the others are the kernel's findings
  m.header(header).u32(RTA_OIF, ifindex);
  for (const auto& part : route.parts) m.bytes(part.type, part.octets);
  return m;
}

}  // namespace macsecd::netlink
