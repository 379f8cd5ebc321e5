#include "netlink/link_statistics.hpp"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include <cstring>

#include "netlink/attributes.hpp"

namespace macsecd::netlink {

std::optional<LinkStatistics> parse_link_statistics(mka::Bytes message) {
  constexpr std::size_t fixed = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(ifinfomsg));
  if (message.size() < fixed) return std::nullopt;
  nlmsghdr header;
  std::memcpy(&header, message.data(), sizeof header);
  if (header.nlmsg_len < fixed || header.nlmsg_len > message.size()) return std::nullopt;
  const auto found = find_attribute(message.subspan(fixed, header.nlmsg_len - fixed), IFLA_STATS64);
  // Newer kernels append to it.
  rtnl_link_stats64 all{};
  constexpr std::size_t needed = offsetof(rtnl_link_stats64, rx_errors);
  if (!found || found->payload.size() < needed) return std::nullopt;
  std::memcpy(&all, found->payload.data(), needed);
  return LinkStatistics{all.rx_packets, all.tx_packets, all.tx_bytes};
}

}  // namespace macsecd::netlink
