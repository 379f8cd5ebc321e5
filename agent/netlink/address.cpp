#include "netlink/address.hpp"

#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <cstring>

#include "netlink/attributes.hpp"

namespace macsecd::netlink {
namespace {

// What whoever adds an address may ask for; the other flags are the kernel's findings.
constexpr std::uint32_t askable = IFA_F_NODAD | IFA_F_OPTIMISTIC | IFA_F_HOMEADDRESS |
                                  IFA_F_MANAGETEMPADDR | IFA_F_NOPREFIXROUTE | IFA_F_MCAUTOJOIN;

std::vector<std::uint8_t> octets(const Attribute& a) {
  return {a.payload.begin(), a.payload.end()};
}

void read_address(Address& out, const Attribute& a) {
  switch (a.type) {
    case IFA_ADDRESS:
      out.address = octets(a);
      break;
    case IFA_LOCAL:
      out.local = octets(a);
      break;
    case IFA_BROADCAST:
      out.broadcast = octets(a);
      break;
    case IFA_LABEL:
      out.label = a.text();
      break;
    case IFA_FLAGS:
      out.flags = a.u32().value_or(out.flags);
      break;
    case IFA_RT_PRIORITY:
      out.route_priority = a.u32().value_or(0);
      break;
    case IFA_CACHEINFO:
      if (const auto raw = a.octets<sizeof(ifa_cacheinfo)>())
        std::memcpy(&out.lifetimes.emplace(), raw->data(), raw->size());
      break;
    default:
      break;
  }
}

bool has_sizes_of_its_family(const Address& a) {
  const std::size_t size = a.family == AF_INET ? 4 : a.family == AF_INET6 ? 16 : 0;
  const auto fits = [&](const std::vector<std::uint8_t>& part) {
    return part.empty() || part.size() == size;
  };
  return size != 0 && a.prefix_length <= 8 * size && fits(a.address) && fits(a.local) &&
         fits(a.broadcast) && !(a.address.empty() && a.local.empty());
}

}  // namespace

std::optional<Address> parse_address(mka::Bytes message) {
  constexpr std::size_t fixed = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(ifaddrmsg));
  if (message.size() < fixed) return std::nullopt;
  nlmsghdr header;
  ifaddrmsg info;
  std::memcpy(&header, message.data(), sizeof header);
  std::memcpy(&info, message.data() + NLMSG_HDRLEN, sizeof info);
  if (header.nlmsg_len < fixed || header.nlmsg_len > message.size()) return std::nullopt;
  if (header.nlmsg_type != RTM_NEWADDR) return std::nullopt;

  Address out{.ifindex = info.ifa_index,
              .family = info.ifa_family,
              .prefix_length = info.ifa_prefixlen,
              .scope = info.ifa_scope,
              .flags = info.ifa_flags};
  AttributeList list(message.subspan(fixed, header.nlmsg_len - fixed));
  while (const auto attribute = list.next()) read_address(out, *attribute);
  if (list.damaged() || !has_sizes_of_its_family(out)) return std::nullopt;
  return out;
}

Message dump_addresses() {
  Message m(RTM_GETADDR, NLM_F_DUMP);
  m.header(ifaddrmsg{});
  return m;
}

Message add_address(std::uint32_t ifindex, const Address& a) {
  Message m(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL);
  ifaddrmsg header{};
  header.ifa_family = a.family;
  header.ifa_prefixlen = a.prefix_length;
  header.ifa_scope = a.scope;
  header.ifa_index = ifindex;
  m.header(header).u32(IFA_FLAGS, a.flags & askable);
  if (!a.address.empty()) m.bytes(IFA_ADDRESS, a.address);
  if (!a.local.empty()) m.bytes(IFA_LOCAL, a.local);
  if (!a.broadcast.empty()) m.bytes(IFA_BROADCAST, a.broadcast);
  if (!a.label.empty()) m.text(IFA_LABEL, a.label);
  if (a.route_priority != 0) m.u32(IFA_RT_PRIORITY, a.route_priority);
  if (a.lifetimes)
    m.bytes(IFA_CACHEINFO,
            {reinterpret_cast<const std::uint8_t*>(&*a.lifetimes), sizeof *a.lifetimes});
  return m;
}

}  // namespace macsecd::netlink
