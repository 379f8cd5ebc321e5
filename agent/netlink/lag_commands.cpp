#include "netlink/lag_commands.hpp"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>

namespace macsecd::netlink {
namespace {

constexpr std::uint8_t layer_3_and_4 = 1;  // BOND_XMIT_POLICY_LAYER34

}  // namespace

Message create_bond(const BondRequest& request) {
  Message m(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
  m.header(ifinfomsg{}).text(IFLA_IFNAME, request.name).u32(IFLA_MTU, request.mtu);
  m.nest(IFLA_LINKINFO, [&](Message& info) {
    info.text(IFLA_INFO_KIND, "bond").nest(IFLA_INFO_DATA, [&](Message& data) {
      data.u8(IFLA_BOND_MODE, static_cast<std::uint8_t>(request.mode))
          .u32(IFLA_BOND_MIIMON, request.miimon_ms);
      if (request.mode == BondMode::active_backup)
        data.u8(IFLA_BOND_ALL_SLAVES_ACTIVE, 1);
      else
        data.u8(IFLA_BOND_XMIT_HASH_POLICY, layer_3_and_4);
    });
  });
  return m;
}

}  // namespace macsecd::netlink
