#include "macsec_link.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "netlink/parent.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using netlink::Kernel;
using netlink::KernelError;
using netlink::Link;

Outcome<void> done_or(const netlink::KernelResult<void>& result, const std::string& what) {
  if (result) return {};
  return mka::Failure{refused(what, result.error())};
}

mka::Failure<macsec::Error> fail(Errc code, std::string what, std::string hint) {
  return mka::Failure{macsec::Error{code, std::move(what), std::move(hint)}};
}

struct Reason {
  Errc code;
  const char* hint;
};

Reason reason_for(int os) {
  switch (os) {
    case EPERM:
    case EACCES:
      return {Errc::permission_denied,
              "run macsecd as root, or give it CAP_NET_ADMIN and CAP_NET_RAW"};
    case EOPNOTSUPP:
    case ENOENT:
      return {Errc::kernel_unsupported,
              "load the driver: modprobe macsec (kernel option CONFIG_MACSEC)"};
    case EBUSY:
      return {Errc::busy, "see who else uses it: ip -d link show"};
    case ENODEV:
    case ENXIO:
      return {Errc::unsupported_interface, "see what there is: ip link show"};
    case ENETDOWN:
      return {Errc::incorrect_status, "bring the interface below up: ip link set IF up"};
    case ERANGE:
    case EINVAL:
      return {Errc::illegal_param,
              "a device name has at most 15 characters; the replay window of an XPN suite is "
              "below 2^30"};
    default:
      return {Errc::internal, "see the kernel's log: dmesg"};
  }
}

// What the existing device has that ours must not have; empty when it fits.
std::string difference(const Link& device, const netlink::MacsecLinkRequest& wish) {
  if (device.kind != "macsec" || !device.macsec) return "it is not a macsec device";
  const auto& has = *device.macsec;
  if (device.parent != wish.parent) return "it is on another interface";
  if (has.sci != wish.sci) {
    return "its SCI is " + to_string(has.sci) + " instead of " + to_string(wish.sci);
  }
  const auto suite = mka::cipher_suite_from_id(has.suite_id);
  if (suite != wish.suite) {
    return "its cipher suite is " + std::string(suite ? to_string(*suite) : "unknown") +
           " instead of " + std::string(to_string(wish.suite));
  }
  if (has.icv_length != 16) return "its ICV has " + std::to_string(has.icv_length) + " octets";
  if (has.include_sci != wish.send_sci)
    return has.include_sci ? "it sends its SCI" : "it does not send its SCI";
  return {};
}

std::optional<netlink::MacsecDevice> state_of(Kernel& kernel, std::uint32_t ifindex) {
  const auto devices = kernel.macsec_devices();
  if (!devices) return std::nullopt;
  for (const auto& device : *devices)
    if (device.ifindex == ifindex) return device;
  return std::nullopt;
}

std::optional<mka::HeldSecy> held_by(const Link& link, const netlink::MacsecDevice& device,
                                     const MacsecLinkWish& wish) {
  if (wish.keep_session)
    if (const auto session = netlink::held_session(device)) return session;
  if (wish.keep_clear && link.operstate == netlink::Operstate::up)
    return netlink::held_in_clear(device);
  return std::nullopt;
}

std::string where_at_work(netlink::Offload offload) {
  if (offload == netlink::Offload::off) return "it is not offloaded to hardware";
  return "it is offloaded to hardware (" + std::string(to_string(offload)) + ")";
}

Outcome<MacsecLink> adopt(Kernel& kernel, const Link& device, const MacsecLinkWish& wish) {
  if (const auto why = difference(device, wish.request); !why.empty()) {
    return fail(Errc::illegal_param, device.name + " exists already and cannot be used: " + why,
                "delete it (ip link delete " + device.name + ") or choose another device name");
  }
  MacsecLink adopted{.ifindex = device.ifindex};
  const auto present = state_of(kernel, device.ifindex);
  if (present) adopted.offload = present->offload;
  const bool accepted = std::ranges::find(wish.offloads, adopted.offload) != wish.offloads.end();
  if (wish.foreign && !accepted)
    return fail(Errc::illegal_param,
                device.name + " is somebody else's: " + where_at_work(adopted.offload),
                "say where it may work (--offload), or choose another device name");
  if (accepted && present) {
    adopted.held = held_by(device, *present, wish);
    if (adopted.held) return adopted;
  }
  if (auto cleaned = remove_stale_sas(kernel, device.ifindex); !cleaned) {
    macsec::Error error = cleaned.error();
    error.what.insert(0, device.name + ": ");
    return mka::Failure{std::move(error)};
  }
  const auto dormant = kernel.route(netlink::set_link_mode_dormant(device.ifindex));
  if (!dormant)
    return mka::Failure{refused(device.name + ": cannot make it dormant", dormant.error())};
  // What the mode had already let the kernel compute stays until it is told.
  const auto closed =
      kernel.route(netlink::set_operstate(device.ifindex, netlink::Operstate::dormant));
  if (!closed)
    return mka::Failure{refused(device.name + ": cannot make it dormant", closed.error())};
  return adopted;
}

Outcome<MacsecLink> create(Kernel& kernel, const MacsecLinkWish& wish) {
  const std::string& name = wish.request.name;
  const auto created = kernel.route(netlink::create_macsec_link(wish.request));
  if (!created) {
    return mka::Failure{refused(wish.parent + ": cannot create " + name, created.error())};
  }
  const auto device = kernel.link(name);
  if (!device) return mka::Failure{refused(name + ": created, but gone", device.error())};
  return MacsecLink{.ifindex = device->ifindex, .created = true};
}

// The driver is asked for before a link of its kind is: its absence then has its own answer.
Outcome<void> check_driver(Kernel& kernel) {
  const auto family = kernel.macsec_family();
  if (family) return {};
  return mka::Failure{refused("this kernel has no macsec driver", family.error())};
}

Outcome<void> check_parent(Kernel& kernel, const MacsecLinkWish& wish) {
  const auto links = kernel.links();
  if (!links) return mka::Failure{refused("cannot list the interfaces", links.error())};
  const auto parent = std::find_if(links->begin(), links->end(), [&](const Link& link) {
    return link.ifindex == wish.request.parent;
  });
  if (parent == links->end()) {
    return fail(Errc::unsupported_interface, wish.parent + ": there is no such interface",
                "see what there is: ip link show");
  }
  auto problem = netlink::parent_problem(*parent, *links, wish.vlan_allowed);
  if (problem) return mka::Failure{std::move(*problem)};
  return {};
}

}  // namespace

macsec::Error refused(std::string what, const KernelError& error) {
  const auto [code, hint] = reason_for(error.os);
  return {code, what + ": " + describe(error), hint, error.os, error.message};
}

Outcome<MacsecLink> create_or_adopt_device(Kernel& kernel, const MacsecLinkWish& wish) {
  if (auto there = check_driver(kernel); !there) return mka::Failure{there.error()};
  if (auto fine = check_parent(kernel, wish); !fine) return mka::Failure{fine.error()};
  const auto existing = kernel.link(wish.request.name);
  if (existing) return adopt(kernel, *existing, wish);
  if (existing.error().os == ENODEV) return create(kernel, wish);
  return mka::Failure{refused(wish.request.name, existing.error())};
}

Outcome<void> bring_up(Kernel& kernel, const std::string& name, std::uint32_t ifindex) {
  return done_or(kernel.route(netlink::set_admin_state(ifindex, true)), name + ": cannot bring up");
}

Outcome<void> delete_device(Kernel& kernel, std::uint32_t ifindex) {
  const auto deleted = kernel.route(netlink::delete_link(ifindex));
  if (!deleted && deleted.error().os == ENODEV) return {};
  return done_or(deleted, "cannot delete the macsec device");
}

namespace {

Outcome<void> remove_from(Kernel& kernel, const netlink::SecyAddress& secy,
                          const netlink::MacsecDevice& device) {
  const auto send = [&](netlink::Message message, const char* what) -> Outcome<void> {
    const auto result = kernel.generic(std::move(message));
    if (!result && result.error().os == ENODEV) return {};
    return done_or(result, what);
  };
  for (const auto& sa : device.transmit_sas) {
    auto stopped = send(activate_transmit_sa(secy, sa.an, false), "cannot stop a transmit SA");
    if (!stopped) return stopped;
    auto deleted = send(delete_transmit_sa(secy, sa.an), "cannot delete a transmit SA");
    if (!deleted) return deleted;
  }
  for (const auto& sc : device.receive_scs) {
    auto deleted = send(delete_receive_sc(secy, sc.sci), "cannot delete a receive SC");
    if (!deleted) return deleted;
  }
  return {};
}

}  // namespace

Outcome<void> remove_stale_sas(Kernel& kernel, std::uint32_t ifindex) {
  const auto family = kernel.macsec_family();
  if (!family) return mka::Failure{refused("the macsec driver", family.error())};
  const auto devices = kernel.macsec_devices();
  if (!devices) return mka::Failure{refused("cannot read the SAs", devices.error())};
  for (const auto& device : *devices) {
    if (device.ifindex == ifindex)
      return remove_from(kernel, {*family, ifindex, device.suite}, device);
  }
  return fail(Errc::internal, "the kernel does not list the device's SAs",
              "delete the device: too many receive channels hide it from the list");
}

}  // namespace macsecd
