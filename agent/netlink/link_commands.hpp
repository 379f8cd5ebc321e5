// The rtnetlink commands about links, one function each. Changes carry only what they change:
// the driver refuses a suite or SCI in a change, even the present one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mka/output.hpp"
#include "mka/types.hpp"
#include "netlink/message.hpp"

namespace macsecd::netlink {

// What is fixed for the life of a macsec device, and what it starts with: link mode dormant,
// strict, protected, replay protection on, ICV of 16 octets.
struct MacsecLinkRequest {
  std::string name;
  std::uint32_t parent = 0;
  mka::Sci sci;
  mka::CipherSuite suite = mka::CipherSuite::gcm_aes_xpn_256;
  bool encrypt = true;
  std::uint32_t replay_window = 0;
  std::uint32_t group = 0;  // IFLA_GROUP
  bool send_sci = true;     // otherwise it is the device's address and port 1 without being said
};

// RFC 2863 states that user space may set on a dormant-mode device.
enum class Operstate : std::uint8_t {
  unknown = 0,
  not_present = 1,
  down = 2,
  lower_layer_down = 3,
  testing = 4,
  dormant = 5,
  up = 6,
};

Message create_macsec_link(const MacsecLinkRequest& request);
Message change_protection(std::uint32_t ifindex, const mka::SetProtection& protection);
Message change_encoding_sa(std::uint32_t ifindex, mka::An an);
Message set_operstate(std::uint32_t ifindex, Operstate state);
Message set_link_mode_dormant(std::uint32_t ifindex);
Message set_admin_state(std::uint32_t ifindex, bool up);
Message set_mtu(std::uint32_t ifindex, std::uint32_t mtu);
Message set_alias(std::uint32_t ifindex, std::string_view alias);
Message set_master(std::uint32_t ifindex, std::uint32_t master);
Message add_alternative_name(std::uint32_t ifindex, std::string_view name);
Message delete_link(std::uint32_t ifindex);

Message dump_links(std::string_view kind = {});  // the kernel filters by kind
Message get_link(std::uint32_t ifindex);
Message get_link_by_name(std::string_view name);

}  // namespace macsecd::netlink
