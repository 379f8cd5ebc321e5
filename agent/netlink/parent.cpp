#include "netlink/parent.hpp"

#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace macsecd::netlink {
namespace {

macsec::Error unsupported(const Link& parent, const std::string& why, std::string hint) {
  return {macsec::Errc::unsupported_interface, parent.name + ": " + why, std::move(hint)};
}

bool takes_frames_of_its_parent(const std::string& kind) {
  return kind == "macvlan" || kind == "macvtap" || kind == "ipvlan" || kind == "ipvtap";
}

bool has_no_wire_of_its_own(const std::string& kind) {
  constexpr std::array kinds{"macsec", "bridge", "vrf", "ifb"};
  return std::ranges::find(kinds, kind) != kinds.end() || takes_frames_of_its_parent(kind);
}

// The kernel lets only one such device take the frames that arrive on an interface.
std::optional<macsec::Error> owned_by_another(const Link& parent, std::span<const Link> all) {
  if (!parent.port_kind.empty()) {
    return unsupported(parent, "it is a port of a " + parent.port_kind,
                       "put the macsec device into the " + parent.port_kind + " instead");
  }
  for (const Link& link : all) {
    if (link.parent != parent.ifindex || !takes_frames_of_its_parent(link.kind)) continue;
    return unsupported(parent, "the " + link.kind + " device " + link.name + " uses it",
                       "delete " + link.name + ", or create it over the macsec device");
  }
  return std::nullopt;
}

}  // namespace

bool is_wireless(const std::string& name, const std::filesystem::path& interfaces) {
  std::error_code unknown;
  return std::filesystem::exists(interfaces / name / "phy80211", unknown);
}

std::optional<macsec::Error> parent_problem(const Link& parent, std::span<const Link> all,
                                            bool vlan_allowed) {
  if (parent.loopback) {
    return unsupported(parent, "it is the loopback interface", "use an Ethernet interface");
  }
  if (parent.arp_type != ARPHRD_ETHER) {
    return unsupported(parent, "it is not an Ethernet interface", "use an Ethernet interface");
  }
  if (parent.kind == "vlan" && !vlan_allowed) {
    return unsupported(parent, "it is a VLAN, which protects only what is inside the tag",
                       "use the interface below, and create the VLAN over the macsec device; or "
                       "say --on-vlan");
  }
  if (has_no_wire_of_its_own(parent.kind)) {
    return unsupported(parent, "it is a " + parent.kind + " device", "use the interface below");
  }
  if (is_wireless(parent.name)) {
    return unsupported(parent, "it is a wireless interface, which has its own encryption",
                       "use a wired Ethernet interface");
  }
  return owned_by_another(parent, all);
}

namespace {

// The ioctl wants to know the size of its bit masks, and says it when asked with 0.
std::optional<std::uint32_t> ask_speed(int fd, ifreq& request) {
  constexpr std::size_t masks = 3 * 127 * sizeof(std::uint32_t);
  alignas(ethtool_link_settings) std::array<std::uint8_t, sizeof(ethtool_link_settings) + masks>
      buffer{};
  auto* const settings = reinterpret_cast<ethtool_link_settings*>(buffer.data());
  request.ifr_data = reinterpret_cast<char*>(settings);
  settings->cmd = ETHTOOL_GLINKSETTINGS;
  if (ioctl(fd, SIOCETHTOOL, &request) < 0) return std::nullopt;
  const int words = settings->link_mode_masks_nwords;
  if (words >= 0) return std::nullopt;
  settings->cmd = ETHTOOL_GLINKSETTINGS;
  settings->link_mode_masks_nwords = static_cast<std::int8_t>(-words);
  if (ioctl(fd, SIOCETHTOOL, &request) < 0) return std::nullopt;
  const std::uint32_t speed = settings->speed;
  if (speed == 0 || speed == static_cast<std::uint32_t>(SPEED_UNKNOWN)) return std::nullopt;
  return speed;
}

}  // namespace

std::optional<std::uint32_t> link_speed(std::uint32_t ifindex) {
  const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return std::nullopt;
  ifreq request{};
  request.ifr_ifindex = static_cast<int>(ifindex);
  std::optional<std::uint32_t> speed;
  if (ioctl(fd, SIOCGIFNAME, &request) == 0) speed = ask_speed(fd, request);
  close(fd);
  return speed;
}

}  // namespace macsecd::netlink
