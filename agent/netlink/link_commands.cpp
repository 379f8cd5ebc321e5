#include "netlink/link_commands.hpp"

#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>

namespace macsecd::netlink {
namespace {

constexpr std::uint8_t icv_length = 16;  // MKA knows no other
constexpr std::uint8_t link_mode_dormant = IF_LINK_MODE_DORMANT;

Message link_message(std::uint16_t type, std::uint16_t flags, std::uint32_t ifindex) {
  Message m(type, flags);
  ifinfomsg header{};
  header.ifi_index = static_cast<int>(ifindex);
  m.header(header);
  return m;
}

// A change of macsec attributes. RTM_NEWLINK without NLM_F_CREATE: the driver is not asked by
// RTM_SETLINK.
template <typename Fill>
Message change_macsec(std::uint32_t ifindex, Fill&& fill) {
  Message m = link_message(RTM_NEWLINK, 0, ifindex);
  m.nest(IFLA_LINKINFO, [&](Message& info) {
    info.text(IFLA_INFO_KIND, "macsec").nest(IFLA_INFO_DATA, std::forward<Fill>(fill));
  });
  return m;
}

// Switching replay protection on is refused unless the window comes with it.
void put_replay(Message& m, bool protect, std::uint32_t window) {
  m.u8(IFLA_MACSEC_REPLAY_PROTECT, protect);
  if (protect) m.u32(IFLA_MACSEC_WINDOW, window);
}

// The driver takes either an SCI, or the word that it is not sent: then it follows from the address
// that the device has from its parent, which is what the end station bit tells the receiver.
void put_sci(Message& m, const MacsecLinkRequest& request) {
  if (request.send_sci) m.bytes(IFLA_MACSEC_SCI, request.sci.wire());
  m.u8(IFLA_MACSEC_INC_SCI, request.send_sci).u8(IFLA_MACSEC_ES, !request.send_sci);
}

}  // namespace

Message create_macsec_link(const MacsecLinkRequest& request) {
  Message m = link_message(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, 0);
  m.text(IFLA_IFNAME, request.name)
      .u32(IFLA_LINK, request.parent)
      .u32(IFLA_GROUP, request.group)
      .u8(IFLA_LINKMODE, link_mode_dormant);
  m.nest(IFLA_LINKINFO, [&](Message& info) {
    info.text(IFLA_INFO_KIND, "macsec").nest(IFLA_INFO_DATA, [&](Message& data) {
      put_sci(data, request);
      data.u64(IFLA_MACSEC_CIPHER_SUITE, mka::cipher_suite_id(request.suite))
          .u8(IFLA_MACSEC_ICV_LEN, icv_length)
          .u8(IFLA_MACSEC_ENCRYPT, request.encrypt)
          .u8(IFLA_MACSEC_PROTECT, 1)
          .u8(IFLA_MACSEC_VALIDATION, MACSEC_VALIDATE_STRICT);
      put_replay(data, true, request.replay_window);
    });
  });
  return m;
}

Message change_protection(std::uint32_t ifindex, const mka::SetProtection& protection) {
  return change_macsec(ifindex, [&](Message& data) {
    data.u8(IFLA_MACSEC_PROTECT, protection.protect_frames)
        .u8(IFLA_MACSEC_VALIDATION, static_cast<std::uint8_t>(protection.validate_frames))
        .u8(IFLA_MACSEC_ENCRYPT, protection.confidentiality);
    put_replay(data, protection.replay_protect, protection.replay_window);
  });
}

static_assert(static_cast<int>(mka::ValidateFrames::disabled) == MACSEC_VALIDATE_DISABLED);
static_assert(static_cast<int>(mka::ValidateFrames::check) == MACSEC_VALIDATE_CHECK);
static_assert(static_cast<int>(mka::ValidateFrames::strict) == MACSEC_VALIDATE_STRICT);

Message change_encoding_sa(std::uint32_t ifindex, mka::An an) {
  return change_macsec(ifindex,
                       [&](Message& data) { data.u8(IFLA_MACSEC_ENCODING_SA, an.value()); });
}

Message set_operstate(std::uint32_t ifindex, Operstate state) {
  Message m = link_message(RTM_SETLINK, 0, ifindex);
  m.u8(IFLA_OPERSTATE, static_cast<std::uint8_t>(state));
  return m;
}

Message set_link_mode_dormant(std::uint32_t ifindex) {
  Message m = link_message(RTM_SETLINK, 0, ifindex);
  m.u8(IFLA_LINKMODE, link_mode_dormant);
  return m;
}

Message set_admin_state(std::uint32_t ifindex, bool up) {
  Message m(RTM_SETLINK, 0);
  ifinfomsg header{};
  header.ifi_index = static_cast<int>(ifindex);
  header.ifi_flags = up ? IFF_UP : 0;
  header.ifi_change = IFF_UP;
  m.header(header);
  return m;
}

Message set_mtu(std::uint32_t ifindex, std::uint32_t mtu) {
  Message m = link_message(RTM_SETLINK, 0, ifindex);
  m.u32(IFLA_MTU, mtu);
  return m;
}

Message set_alias(std::uint32_t ifindex, std::string_view alias) {
  Message m = link_message(RTM_SETLINK, 0, ifindex);
  m.text(IFLA_IFALIAS, alias);
  return m;
}

Message set_master(std::uint32_t ifindex, std::uint32_t master) {
  Message m = link_message(RTM_SETLINK, 0, ifindex);
  m.u32(IFLA_MASTER, master);
  return m;
}

Message add_alternative_name(std::uint32_t ifindex, std::string_view name) {
  Message m = link_message(RTM_NEWLINKPROP, NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND, ifindex);
  m.nest(IFLA_PROP_LIST, [&](Message& list) { list.text(IFLA_ALT_IFNAME, name); });
  return m;
}

Message delete_link(std::uint32_t ifindex) { return link_message(RTM_DELLINK, 0, ifindex); }

Message dump_links(std::string_view kind) {
  Message m = link_message(RTM_GETLINK, NLM_F_DUMP, 0);
  if (!kind.empty()) {
    m.nest(IFLA_LINKINFO, [&](Message& info) { info.text(IFLA_INFO_KIND, kind); });
  }
  return m;
}

Message get_link(std::uint32_t ifindex) { return link_message(RTM_GETLINK, 0, ifindex); }

Message get_link_by_name(std::string_view name) {
  Message m = link_message(RTM_GETLINK, 0, 0);
  m.text(IFLA_IFNAME, name);
  return m;
}

}  // namespace macsecd::netlink
