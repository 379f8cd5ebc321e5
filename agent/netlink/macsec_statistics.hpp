// The driver's counters. Absent ones are 0.
#pragma once

#include "mka/types.hpp"
#include "netlink/macsec_device.hpp"

namespace macsecd::netlink {

SaStatistics parse_sa_statistics(mka::Bytes nest);
ReceiveScStatistics parse_receive_sc_statistics(mka::Bytes nest);
TransmitScStatistics parse_transmit_sc_statistics(mka::Bytes nest);
SecyStatistics parse_secy_statistics(mka::Bytes nest);

}  // namespace macsecd::netlink
