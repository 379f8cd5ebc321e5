#include "lag_device.hpp"

#include "netlink/lag_commands.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;
using netlink::Kernel;
using netlink::Link;

constexpr std::uint8_t bonding_lacp = 4;  // BOND_MODE_8023AD

netlink::BondMode bond_mode(LagType type) {
  return type == LagType::balance_xor ? netlink::BondMode::balance_xor
                                      : netlink::BondMode::active_backup;
}

Outcome<void> done_or(const netlink::KernelResult<void>& result, const std::string& what) {
  if (result) return {};
  return mka::Failure{refused(what, result.error())};
}

}  // namespace

std::optional<Error> unsuitable(const Link& device, const LagSettings& settings) {
  const char* const wanted = settings.type == LagType::lacp ? "team" : "bond";
  if (device.bond_mode == bonding_lacp)
    return Error{
        Errc::lag_mismatch,
        device.name + " is a bond in mode 802.3ad, which does not work over MACsec devices",
        "they tell no speed, so that it sends no LACPDU: use a team (--type lacp)"};
  if (device.kind != wanted)
    return Error{Errc::lag_mismatch,
                 device.name + " is there, and is no " + wanted + " as " +
                     std::string(to_string(settings.type)) + " needs" +
                     (device.kind.empty() ? "" : ", but a " + device.kind),
                 "choose another name with --device, or another --type"};
  if (settings.type != LagType::lacp &&
      device.bond_mode != static_cast<std::uint8_t>(bond_mode(settings.type)))
    return Error{
        Errc::lag_mismatch,
        device.name + " is a bond, but not in mode " + std::string(to_string(settings.type)),
        "choose the --type that it has, or another name with --device"};
  return std::nullopt;
}

Outcome<void> make_bond(Kernel& kernel, const LagSettings& settings, std::uint32_t mtu) {
  const auto made = kernel.route(netlink::create_bond(
      {.name = settings.device, .mode = bond_mode(settings.type), .mtu = mtu}));
  if (!made)
    return mka::Failure{refused("cannot create the bond " + settings.device, made.error())};
  const auto device = kernel.link(settings.device);
  if (!device)
    return mka::Failure{refused(settings.device + ": created, but gone", device.error())};
  return bring_up(kernel, settings.device, device->ifindex);
}

Outcome<void> take_in(Kernel& kernel, const Link& port, const Link& device) {
  if (port.master == device.ifindex) return {};
  if (port.master)
    return mka::Failure{Error{Errc::busy, port.name + " is a port of another device",
                              "free it: ip link set " + port.name + " nomaster"}};
  const std::string what = device.name + " does not take " + port.name;
  // Either driver refuses what it could not give the port's MTU, and a port that is up.
  if (device.mtu > port.mtu)
    if (auto done = done_or(kernel.route(netlink::set_mtu(device.ifindex, port.mtu)), what); !done)
      return done;
  if (auto down = done_or(kernel.route(netlink::set_admin_state(port.ifindex, false)), what); !down)
    return down;
  return done_or(kernel.route(netlink::set_master(port.ifindex, device.ifindex)), what);
}

Outcome<void> let_go(Kernel& kernel, const Link& port) {
  if (!port.master) return {};
  return done_or(kernel.route(netlink::set_master(port.ifindex, 0)),
                 port.name + " cannot be freed");
}

}  // namespace macsecd
