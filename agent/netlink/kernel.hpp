// The request sockets that all ports of one agent share, and what can be asked through them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "netlink/address.hpp"
#include "netlink/interface_conf.hpp"
#include "netlink/link.hpp"
#include "netlink/link_statistics.hpp"
#include "netlink/macsec_commands.hpp"
#include "netlink/macsec_device.hpp"
#include "netlink/route.hpp"
#include "netlink/socket.hpp"
#include "netlink/traffic_control.hpp"

namespace macsecd::netlink {

class Kernel {
 public:
  static KernelResult<Kernel> open();

  KernelResult<void> route(Message message) { return route_.request(std::move(message)); }
  KernelResult<void> generic(Message message) { return generic_.request(std::move(message)); }

  // The id of the family "macsec": asked again until the module is there. ENOENT: it is not.
  KernelResult<std::uint16_t> macsec_family();

  // All macsec devices of the namespace: one dump for all ports. A device that is missing here is
  // unknown, not deleted: the kernel leaves out what does not fit into a datagram, and all that
  // follows it.
  KernelResult<std::vector<MacsecDevice>> macsec_devices();

  KernelResult<std::vector<Link>> links(std::string_view kind = {});
  KernelResult<Link> link(std::uint32_t ifindex);  // ENODEV: gone
  KernelResult<Link> link(std::string_view name);  // ENODEV: no such interface
  KernelResult<InterfaceConf> interface_conf(std::uint32_t ifindex);

  // In the order in which frames meet them. None where there is no clsact.
  KernelResult<std::vector<PresentFilter>> filters(std::uint32_t ifindex, Hook hook);
  // Of all interfaces of the namespace, both families.
  KernelResult<std::vector<Address>> addresses();
  KernelResult<std::vector<Route>> routes();
  KernelResult<LinkStatistics> link_statistics(std::uint32_t ifindex);

 private:
  Kernel(Socket route, Socket generic) : route_(std::move(route)), generic_(std::move(generic)) {}
  KernelResult<Link> one_link(Message question);

  Socket route_;
  Socket generic_;
  std::optional<std::uint16_t> macsec_family_;
};

}  // namespace macsecd::netlink
