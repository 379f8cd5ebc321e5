// What the operator decided about the macsec device of one connection.
#pragma once

#include <vector>

#include "control/json.hpp"
#include "members.hpp"
#include "mka/types.hpp"
#include "mtu.hpp"

namespace macsecd {

struct DeviceSettings {
  MtuRule mtu{};
  // Suites that the key server may impose besides the connection's own.
  std::vector<mka::CipherSuite> accepted_suites{};
  // For the life of the device.
  bool send_sci = true;
  bool on_vlan = false;  // the parent may be a VLAN

  bool accepts(mka::CipherSuite suite) const;
  bool operator==(const DeviceSettings&) const = default;
};

// What may change later, and what only the creation decides.
void read_changeable_device(Members& in, DeviceSettings& into);
void read_fixed_device(Members& in, DeviceSettings& into);
// What both read.
macsec::Json to_json(const DeviceSettings& settings);

}  // namespace macsecd
