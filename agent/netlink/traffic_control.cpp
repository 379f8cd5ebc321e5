#include "netlink/traffic_control.hpp"

#include <arpa/inet.h>
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <linux/tc_act/tc_gact.h>

#include <cstring>

#include "netlink/attributes.hpp"

namespace macsecd::netlink {
namespace {

constexpr const char* kind = "matchall";
constexpr std::uint32_t handle = 1;
constexpr std::uint16_t first_action = 1;

std::uint32_t parent_of(Hook hook) {
  return TC_H_MAKE(TC_H_CLSACT, hook == Hook::ingress ? TC_H_MIN_INGRESS : TC_H_MIN_EGRESS);
}

Message filter_message(std::uint16_t type, std::uint16_t flags, std::uint32_t ifindex,
                       const EtherTypeFilter& filter) {
  Message m(type, flags);
  tcmsg header{};
  header.tcm_ifindex = static_cast<int>(ifindex);
  header.tcm_handle = handle;
  header.tcm_parent = parent_of(filter.hook);
  header.tcm_info = TC_H_MAKE(std::uint32_t{filter.preference} << 16, htons(filter.ether_type));
  m.header(header).text(TCA_KIND, kind);
  return m;
}

Message clsact_message(std::uint16_t type, std::uint16_t flags, std::uint32_t ifindex) {
  Message m(type, flags);
  tcmsg header{};
  header.tcm_ifindex = static_cast<int>(ifindex);
  header.tcm_handle = TC_H_MAKE(TC_H_CLSACT, 0);
  header.tcm_parent = TC_H_CLSACT;
  m.header(header).text(TCA_KIND, "clsact");
  return m;
}

void put_action(Message& actions, const EtherTypeFilter& filter, const FilterCookie& cookie) {
  tc_gact verdict{};
  verdict.action = filter.pass ? TC_ACT_OK : TC_ACT_SHOT;
  actions.nest(first_action, [&](Message& action) {
    action.text(TCA_ACT_KIND, "gact").bytes(TCA_ACT_COOKIE, cookie);
    action.nest(TCA_ACT_OPTIONS, [&](Message& options) {
      options.bytes(TCA_GACT_PARMS,
                    {reinterpret_cast<const std::uint8_t*>(&verdict), sizeof verdict});
    });
  });
}

void read_action(PresentFilter& filter, mka::Bytes action) {
  if (const auto cookie = find_attribute(action, TCA_ACT_COOKIE))
    filter.cookie = cookie->octets<std::tuple_size_v<FilterCookie>>();
  const auto options = find_attribute(action, TCA_ACT_OPTIONS);
  const auto parms =
      options ? find_attribute(options->payload, TCA_GACT_PARMS) : std::optional<Attribute>{};
  if (!parms || parms->payload.size() < sizeof(tc_gact)) return;
  tc_gact verdict;
  std::memcpy(&verdict, parms->payload.data(), sizeof verdict);
  filter.pass = verdict.action == TC_ACT_OK;
}

// Only filters like ours are looked into: the options of the others mean something else.
void read_options(PresentFilter& filter, mka::Bytes options) {
  if (filter.kind != kind) return;
  const auto actions = find_attribute(options, TCA_MATCHALL_ACT);
  if (!actions) return;
  AttributeList list(actions->payload);
  if (const auto action = list.next()) read_action(filter, action->payload);
}

struct Parts {
  nlmsghdr header;
  tcmsg about;
  mka::Bytes attributes;
};

std::optional<Parts> parts_of(mka::Bytes message) {
  constexpr std::size_t fixed = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(tcmsg));
  if (message.size() < fixed) return std::nullopt;
  Parts parts;
  std::memcpy(&parts.header, message.data(), sizeof parts.header);
  std::memcpy(&parts.about, message.data() + NLMSG_HDRLEN, sizeof parts.about);
  if (parts.header.nlmsg_len < fixed || parts.header.nlmsg_len > message.size())
    return std::nullopt;
  parts.attributes = message.subspan(fixed, parts.header.nlmsg_len - fixed);
  return parts;
}

}  // namespace

std::string_view to_string(Hook hook) { return hook == Hook::ingress ? "ingress" : "egress"; }

Message add_clsact(std::uint32_t ifindex) {
  return clsact_message(RTM_NEWQDISC, NLM_F_CREATE | NLM_F_EXCL, ifindex);
}

Message delete_clsact(std::uint32_t ifindex) { return clsact_message(RTM_DELQDISC, 0, ifindex); }

// Not handed to hardware, which might refuse it, or count in another way.
Message add_filter(std::uint32_t ifindex, const EtherTypeFilter& filter,
                   const FilterCookie& cookie) {
  Message m = filter_message(RTM_NEWTFILTER, NLM_F_CREATE | NLM_F_EXCL, ifindex, filter);
  m.nest(TCA_OPTIONS, [&](Message& options) {
    options.nest(TCA_MATCHALL_ACT, [&](Message& actions) { put_action(actions, filter, cookie); });
    options.u32(TCA_MATCHALL_FLAGS, TCA_CLS_FLAGS_SKIP_HW);
  });
  return m;
}

Message delete_filter(std::uint32_t ifindex, const EtherTypeFilter& filter) {
  return filter_message(RTM_DELTFILTER, 0, ifindex, filter);
}

Message dump_filters(std::uint32_t ifindex, Hook hook) {
  Message m(RTM_GETTFILTER, NLM_F_DUMP);
  tcmsg header{};
  header.tcm_ifindex = static_cast<int>(ifindex);
  header.tcm_parent = parent_of(hook);
  m.header(header);
  return m;
}

std::optional<PresentFilter> parse_filter(mka::Bytes message) {
  const auto parts = parts_of(message);
  if (!parts || parts->header.nlmsg_type != RTM_NEWTFILTER) return std::nullopt;
  if (parts->about.tcm_handle == 0) return std::nullopt;
  PresentFilter filter;
  filter.preference = static_cast<std::uint16_t>(TC_H_MAJ(parts->about.tcm_info) >> 16);
  filter.ether_type = ntohs(static_cast<std::uint16_t>(TC_H_MIN(parts->about.tcm_info)));
  if (const auto name = find_attribute(parts->attributes, TCA_KIND)) filter.kind = name->text();
  if (const auto chain = find_attribute(parts->attributes, TCA_CHAIN))
    filter.chain = chain->u32().value_or(0);
  if (const auto options = find_attribute(parts->attributes, TCA_OPTIONS))
    read_options(filter, options->payload);
  return filter;
}

std::optional<std::uint32_t> parse_traffic_control_change(mka::Bytes message) {
  const auto parts = parts_of(message);
  if (!parts || parts->about.tcm_ifindex <= 0) return std::nullopt;
  switch (parts->header.nlmsg_type) {
    case RTM_NEWQDISC:
    case RTM_DELQDISC:
    case RTM_NEWTFILTER:
    case RTM_DELTFILTER:
      return static_cast<std::uint32_t>(parts->about.tcm_ifindex);
    default:
      return std::nullopt;
  }
}

}  // namespace macsecd::netlink
