#include "netlink/macsec_device.hpp"

#include <arpa/inet.h>
#include <linux/genetlink.h>
#include <linux/if_link.h>
#include <linux/if_macsec.h>
#include <linux/netlink.h>

#include <cstring>

#include "netlink/attributes.hpp"
#include "netlink/macsec_statistics.hpp"

namespace macsecd::netlink {
namespace {

// 4 or 8 octets, by suite.
std::uint64_t packet_number(const Attribute& a) {
  if (const auto pn = a.u64()) return *pn;
  return a.u32().value_or(0);
}

std::optional<MacsecSa> parse_sa(mka::Bytes nest) {
  MacsecSa sa;
  bool named = false;
  AttributeList list(nest);
  while (const auto a = list.next()) {
    if (a->type == MACSEC_SA_ATTR_AN) {
      const auto an = mka::An::from(a->u8().value_or(0xff));
      if (!an) return std::nullopt;
      sa.an = *an;
      named = true;
    } else if (a->type == MACSEC_SA_ATTR_PN) {
      sa.pn = packet_number(*a);
    } else if (a->type == MACSEC_SA_ATTR_KEYID) {
      sa.key_id = a->octets<16>().value_or(KeyId{});
    } else if (a->type == MACSEC_SA_ATTR_ACTIVE) {
      sa.active = a->u8().value_or(0) != 0;
    } else if (a->type == MACSEC_SA_ATTR_SSCI) {
      if (const auto ssci = a->u32()) sa.ssci = ntohl(*ssci);
    } else if (a->type == MACSEC_SA_ATTR_STATS) {
      sa.statistics = parse_sa_statistics(a->payload);
    }
  }
  if (!named || list.damaged()) return std::nullopt;
  return sa;
}

// The members of a list are nests whose type is a running number.
std::vector<MacsecSa> parse_sa_list(mka::Bytes nest) {
  std::vector<MacsecSa> sas;
  AttributeList list(nest);
  while (const auto member = list.next()) {
    if (const auto sa = parse_sa(member->payload)) sas.push_back(*sa);
  }
  return sas;
}

std::optional<MacsecReceiveSc> parse_receive_sc(mka::Bytes nest) {
  const auto sci_attribute = find_attribute(nest, MACSEC_RXSC_ATTR_SCI);
  const auto sci = sci_attribute ? sci_attribute->octets<8>() : std::nullopt;
  if (!sci) return std::nullopt;
  MacsecReceiveSc sc{.sci = mka::Sci::from_wire(*sci)};
  AttributeList list(nest);
  while (const auto a = list.next()) {
    if (a->type == MACSEC_RXSC_ATTR_ACTIVE) sc.active = a->u8().value_or(0) != 0;
    if (a->type == MACSEC_RXSC_ATTR_SA_LIST) sc.sas = parse_sa_list(a->payload);
    if (a->type == MACSEC_RXSC_ATTR_STATS) sc.statistics = parse_receive_sc_statistics(a->payload);
  }
  return sc;
}

std::vector<MacsecReceiveSc> parse_receive_sc_list(mka::Bytes nest) {
  std::vector<MacsecReceiveSc> scs;
  AttributeList list(nest);
  while (const auto member = list.next()) {
    if (auto sc = parse_receive_sc(member->payload)) scs.push_back(std::move(*sc));
  }
  return scs;
}

bool read_secy_flag(MacsecDevice& device, const Attribute& a) {
  const bool set = a.u8().value_or(0) != 0;
  switch (a.type) {
    case MACSEC_SECY_ATTR_OPER:
      device.operational = set;
      return true;
    case MACSEC_SECY_ATTR_PROTECT:
      device.protect = set;
      return true;
    case MACSEC_SECY_ATTR_ENCRYPT:
      device.encrypt = set;
      return true;
    case MACSEC_SECY_ATTR_REPLAY:
      device.replay_protect = set;
      return true;
    default:
      return false;
  }
}

// False when the SecY has no SCI or no suite that we know.
bool read_secy(MacsecDevice& device, mka::Bytes nest) {
  bool sci = false;
  bool suite = false;
  AttributeList list(nest);
  while (const auto a = list.next()) {
    if (read_secy_flag(device, *a)) continue;
    if (a->type == MACSEC_SECY_ATTR_SCI) {
      const auto octets = a->octets<8>();
      if (!octets) return false;
      device.sci = mka::Sci::from_wire(*octets);
      sci = true;
    } else if (a->type == MACSEC_SECY_ATTR_CIPHER_SUITE) {
      const auto known = mka::cipher_suite_from_id(a->u64().value_or(0));
      if (!known) return false;
      device.suite = *known;
      suite = true;
    } else if (a->type == MACSEC_SECY_ATTR_ICV_LEN) {
      device.icv_length = a->u8().value_or(0);
    } else if (a->type == MACSEC_SECY_ATTR_WINDOW) {
      device.replay_window = a->u32().value_or(0);
    } else if (a->type == MACSEC_SECY_ATTR_ENCODING_SA) {
      device.encoding_an = mka::An::from_bits(a->u8().value_or(0));
    } else if (a->type == MACSEC_SECY_ATTR_VALIDATE) {
      const auto mode = a->u8().value_or(0);
      if (mode > MACSEC_VALIDATE_STRICT) return false;
      device.validate = static_cast<mka::ValidateFrames>(mode);
    }
  }
  return sci && suite && !list.damaged();
}

bool read_device(MacsecDevice& device, mka::Bytes attributes) {
  bool secy = false;
  AttributeList list(attributes);
  while (const auto a = list.next()) {
    if (a->type == MACSEC_ATTR_IFINDEX) device.ifindex = a->u32().value_or(0);
    if (a->type == MACSEC_ATTR_SECY) secy = read_secy(device, a->payload);
    if (a->type == MACSEC_ATTR_TXSA_LIST) device.transmit_sas = parse_sa_list(a->payload);
    if (a->type == MACSEC_ATTR_RXSC_LIST) device.receive_scs = parse_receive_sc_list(a->payload);
    if (a->type == MACSEC_ATTR_SECY_STATS) device.statistics = parse_secy_statistics(a->payload);
    if (a->type == MACSEC_ATTR_TXSC_STATS) {
      device.transmit_statistics = parse_transmit_sc_statistics(a->payload);
    }
    if (a->type == MACSEC_ATTR_OFFLOAD) {
      const auto type = find_attribute(a->payload, MACSEC_OFFLOAD_ATTR_TYPE);
      device.offload = static_cast<Offload>(type ? type->u8().value_or(0) : 0);
    }
  }
  return secy && device.ifindex != 0 && !list.damaged();
}

}  // namespace

std::optional<MacsecDevice> parse_macsec_device(mka::Bytes message) {
  constexpr std::size_t fixed = NLMSG_HDRLEN + GENL_HDRLEN;
  if (message.size() < fixed) return std::nullopt;
  nlmsghdr header;
  std::memcpy(&header, message.data(), sizeof header);
  if (header.nlmsg_len < fixed || header.nlmsg_len > message.size()) return std::nullopt;
  MacsecDevice device;
  if (!read_device(device, message.subspan(fixed, header.nlmsg_len - fixed))) return std::nullopt;
  return device;
}

}  // namespace macsecd::netlink
