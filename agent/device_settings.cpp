#include "device_settings.hpp"

#include <algorithm>

namespace macsecd {

using macsec::Json;

bool DeviceSettings::accepts(mka::CipherSuite suite) const {
  return std::ranges::find(accepted_suites, suite) != accepted_suites.end();
}

void read_changeable_device(Members& in, DeviceSettings& s) {
  in.word("mtu", s.mtu, mtu_rule_from, "keep-parent, raise-parent, a number from 68 to 65503");
  in.words("acceptCipherSuites", s.accepted_suites, mka::cipher_suite_from_name,
           "gcm-aes-128, gcm-aes-256, gcm-aes-xpn-128, gcm-aes-xpn-256");
}

void read_fixed_device(Members& in, DeviceSettings& s) {
  in.flag("sendSci", s.send_sci);
  in.flag("onVlan", s.on_vlan);
}

Json to_json(const DeviceSettings& s) {
  Json suites = Json::array();
  for (const auto suite : s.accepted_suites) suites.push_back(mka::to_string(suite));
  return {{"mtu", to_string(s.mtu)},
          {"acceptCipherSuites", std::move(suites)},
          {"sendSci", s.send_sci},
          {"onVlan", s.on_vlan}};
}

}  // namespace macsecd
