// Which hardware protects the frames of a macsec device.
#pragma once

#include <cstdint>
#include <string_view>

namespace macsecd::netlink {

enum class Offload : std::uint8_t {
  off = 0,  // none: the driver does it in software
  phy = 1,  // the transceiver
  mac = 2,  // the network adapter
};

constexpr std::string_view to_string(Offload where) {
  switch (where) {
    case Offload::off:
      return "off";
    case Offload::phy:
      return "phy";
    case Offload::mac:
      return "mac";
  }
  return "unknown";  // of a kernel newer than us
}

}  // namespace macsecd::netlink
