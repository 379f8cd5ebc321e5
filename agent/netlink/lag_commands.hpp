// The rtnetlink commands about bonds, one function each.
#pragma once

#include <cstdint>
#include <string>

#include "netlink/message.hpp"

namespace macsecd::netlink {

// As the driver numbers them. The others do not work over macsec devices, or not as a LAG.
enum class BondMode : std::uint8_t { active_backup = 1, balance_xor = 2 };

struct BondRequest {
  std::string name;
  BondMode mode = BondMode::active_backup;
  std::uint32_t mtu = 0;
  std::uint32_t miimon_ms = 100;
};

// An active-backup bond takes what arrives on every port: the peer may have chosen another one to
// send on. A balance-xor bond tells flows apart by addresses and ports: between two routers the MAC
// addresses are always the same.
Message create_bond(const BondRequest& request);

}  // namespace macsecd::netlink
