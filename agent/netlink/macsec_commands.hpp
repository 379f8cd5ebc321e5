// The commands of the generic netlink family "macsec" that program SCs and SAs: one function each.
#pragma once

#include <cstdint>
#include <optional>

#include "mka/output.hpp"
#include "netlink/message.hpp"
#include "netlink/offload.hpp"

namespace macsecd::netlink {

// The device a command is for, and how it is addressed.
struct SecyAddress {
  std::uint16_t family = 0;  // id of "macsec", assigned at load time
  std::uint32_t ifindex = 0;
  mka::CipherSuite suite = mka::CipherSuite::gcm_aes_xpn_256;  // decides the size of packet numbers
};

struct ReceiveSaUpdate {
  std::optional<bool> active{};
  std::optional<mka::Pn> next_pn{};  // the kernel would lower it as well
};

Message add_receive_sc(const SecyAddress& secy, const mka::Sci& sci);
Message delete_receive_sc(const SecyAddress& secy, const mka::Sci& sci);

Message add_receive_sa(const SecyAddress& secy, const mka::InstallReceiveSa& op);
Message update_receive_sa(const SecyAddress& secy, const mka::Sci& sci, mka::An an,
                          const ReceiveSaUpdate& update);
Message delete_receive_sa(const SecyAddress& secy, const mka::Sci& sci, mka::An an);

// The packet number of a transmit SA is 1 when it is added, and never set again: no nonce repeats.
Message add_transmit_sa(const SecyAddress& secy, const mka::InstallTransmitSa& op);
Message activate_transmit_sa(const SecyAddress& secy, mka::An an, bool active);
Message delete_transmit_sa(const SecyAddress& secy, mka::An an);

// Refused while the device is up or has an SC or SA (EBUSY), unless it is so already.
Message set_offload(const SecyAddress& secy, Offload where);

Message dump_macsec(std::uint16_t family);

}  // namespace macsecd::netlink
