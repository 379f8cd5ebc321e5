// A kernel interface, as rtnetlink describes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mka/types.hpp"
#include "netlink/link_commands.hpp"

namespace macsecd::netlink {

// What a link message tells of a macsec device.
struct MacsecLinkSettings {
  mka::Sci sci{};
  std::uint64_t suite_id = 0;  // as reported; cipher_suite_from_id() knows the legacy one
  std::uint8_t icv_length = 0;
  std::uint8_t encoding_sa = 0;
  std::uint8_t validation = 0;
  bool protect = false;
  bool encrypt = false;
  bool include_sci = false;
  bool end_station = false;
  bool scb = false;
  bool replay_protect = false;
  std::uint32_t window = 0;
  std::uint8_t offload = 0;  // reported from Linux 6.12 on
  bool operator==(const MacsecLinkSettings&) const = default;
};

struct Link {
  std::uint32_t ifindex = 0;
  std::string name{};
  std::uint16_t arp_type = 0;  // ARPHRD_ETHER, ...
  bool loopback = false;
  bool up = false;        // administratively
  bool running = false;   // operational
  bool lower_up = false;  // carrier
  Operstate operstate = Operstate::unknown;
  bool dormant_mode = false;
  mka::MacAddress mac{};
  std::uint32_t mtu = 0;
  std::uint32_t group = 0;
  std::string kind{};                     // "macsec", "vlan", "veth"; empty: hardware
  std::optional<std::uint32_t> parent{};  // absent also when it is in another namespace
  bool parent_elsewhere = false;
  std::optional<std::uint32_t> master{};
  std::string port_kind{};  // what the master makes of it: "bridge", "bond", "team"
  std::optional<MacsecLinkSettings> macsec{};
  std::vector<std::string> alternative_names{};
  std::string alias{};
  bool moved_away = false;                  // of a removed one: it goes on in another namespace
  std::optional<std::uint8_t> bond_mode{};  // as the driver numbers them
  bool operator==(const Link&) const = default;
};

struct LinkMessage {
  bool removed = false;  // RTM_DELLINK
  Link link;
};
// A netlink message, with its header. Nothing for damaged ones, and for those that are not about
// the link itself (a bridge tells about its ports with the same message types).
std::optional<LinkMessage> parse_link(mka::Bytes message);

}  // namespace macsecd::netlink
