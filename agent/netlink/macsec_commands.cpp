#include "netlink/macsec_commands.hpp"

#include <arpa/inet.h>
#include <linux/if_macsec.h>

namespace macsecd::netlink {
namespace {

Message command(const SecyAddress& secy, macsec_nl_commands verb) {
  Message m(secy.family, 0);
  m.header(genlmsghdr{static_cast<std::uint8_t>(verb), MACSEC_GENL_VERSION, 0})
      .u32(MACSEC_ATTR_IFINDEX, secy.ifindex);
  return m;
}

void name_receive_sc(Message& m, const mka::Sci& sci) {
  m.nest(MACSEC_ATTR_RXSC_CONFIG, [&](Message& n) { n.bytes(MACSEC_RXSC_ATTR_SCI, sci.wire()); });
}

// Any other length than the suite's is refused.
void put_pn(Message& n, mka::CipherSuite suite, mka::Pn pn) {
  if (mka::is_xpn(suite)) {
    n.u64(MACSEC_SA_ATTR_PN, pn);
  } else {
    n.u32(MACSEC_SA_ATTR_PN, static_cast<std::uint32_t>(pn));
  }
}

// What receive and transmit SAs have in common. Created inactive, since ACTIVE is not sent.
template <typename InstallSa>
void put_sa(Message& n, mka::CipherSuite suite, const InstallSa& op, mka::Pn pn) {
  n.u8(MACSEC_SA_ATTR_AN, op.an.value());
  put_pn(n, suite, pn);
  n.bytes(MACSEC_SA_ATTR_KEYID, op.ki.wire()).bytes(MACSEC_SA_ATTR_KEY, op.sak.expose());
  if (mka::is_xpn(suite)) {
    n.u32(MACSEC_SA_ATTR_SSCI, htonl(static_cast<std::uint32_t>(op.ssci)));
    n.bytes(MACSEC_SA_ATTR_SALT, op.salt);
  }
}

void name_sa(Message& m, mka::An an) {
  m.nest(MACSEC_ATTR_SA_CONFIG, [&](Message& n) { n.u8(MACSEC_SA_ATTR_AN, an.value()); });
}

}  // namespace

Message add_receive_sc(const SecyAddress& secy, const mka::Sci& sci) {
  Message m = command(secy, MACSEC_CMD_ADD_RXSC);
  name_receive_sc(m, sci);
  return m;
}

Message delete_receive_sc(const SecyAddress& secy, const mka::Sci& sci) {
  Message m = command(secy, MACSEC_CMD_DEL_RXSC);
  name_receive_sc(m, sci);
  return m;
}

Message add_receive_sa(const SecyAddress& secy, const mka::InstallReceiveSa& op) {
  Message m = command(secy, MACSEC_CMD_ADD_RXSA);
  name_receive_sc(m, op.sci);
  m.nest(MACSEC_ATTR_SA_CONFIG, [&](Message& n) { put_sa(n, secy.suite, op, op.lowest_pn); });
  return m;
}

Message update_receive_sa(const SecyAddress& secy, const mka::Sci& sci, mka::An an,
                          const ReceiveSaUpdate& update) {
  Message m = command(secy, MACSEC_CMD_UPD_RXSA);
  name_receive_sc(m, sci);
  m.nest(MACSEC_ATTR_SA_CONFIG, [&](Message& n) {
    n.u8(MACSEC_SA_ATTR_AN, an.value());
    if (update.next_pn) put_pn(n, secy.suite, *update.next_pn);
    if (update.active) n.u8(MACSEC_SA_ATTR_ACTIVE, *update.active);
  });
  return m;
}

Message delete_receive_sa(const SecyAddress& secy, const mka::Sci& sci, mka::An an) {
  Message m = command(secy, MACSEC_CMD_DEL_RXSA);
  name_receive_sc(m, sci);
  name_sa(m, an);
  return m;
}

Message add_transmit_sa(const SecyAddress& secy, const mka::InstallTransmitSa& op) {
  Message m = command(secy, MACSEC_CMD_ADD_TXSA);
  m.nest(MACSEC_ATTR_SA_CONFIG, [&](Message& n) { put_sa(n, secy.suite, op, 1); });
  return m;
}

Message activate_transmit_sa(const SecyAddress& secy, mka::An an, bool active) {
  Message m = command(secy, MACSEC_CMD_UPD_TXSA);
  m.nest(MACSEC_ATTR_SA_CONFIG, [&](Message& n) {
    n.u8(MACSEC_SA_ATTR_AN, an.value()).u8(MACSEC_SA_ATTR_ACTIVE, active);
  });
  return m;
}

Message delete_transmit_sa(const SecyAddress& secy, mka::An an) {
  Message m = command(secy, MACSEC_CMD_DEL_TXSA);
  name_sa(m, an);
  return m;
}

Message set_offload(const SecyAddress& secy, Offload where) {
  Message m = command(secy, MACSEC_CMD_UPD_OFFLOAD);
  m.nest(MACSEC_ATTR_OFFLOAD,
         [&](Message& n) { n.u8(MACSEC_OFFLOAD_ATTR_TYPE, static_cast<std::uint8_t>(where)); });
  return m;
}

static_assert(static_cast<int>(Offload::off) == MACSEC_OFFLOAD_OFF);
static_assert(static_cast<int>(Offload::phy) == MACSEC_OFFLOAD_PHY);
static_assert(static_cast<int>(Offload::mac) == MACSEC_OFFLOAD_MAC);

Message dump_macsec(std::uint16_t family) {
  Message m(family, NLM_F_DUMP);
  m.header(genlmsghdr{MACSEC_CMD_GET_TXSC, MACSEC_GENL_VERSION, 0});
  return m;
}

}  // namespace macsecd::netlink
