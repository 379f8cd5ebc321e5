#include "device_options.hpp"

#include "common_options.hpp"

namespace macsecctl {

void DeviceOptions::declare(CLI::App& app) {
  app.add_option("--mtu", mtu,
                 "keep-parent: the device's MTU is the interface's less 32; raise-parent: it is "
                 "what the interface has, which is raised by 32; or a number")
      ->type_name("MTU");
  app.add_option("--accept-cipher-suites", accepted_suites,
                 "suites that the key server may impose besides the connection's own, with commas "
                 "between")
      ->type_name("S")
      ->delimiter(',');
  app.add_flag("--force", force, "allow a suite without XPN on a port of 100 Gb/s or more");
}

void DeviceOptions::add_to(Json& parameters) const {
  add_if_given(parameters, "mtu", mtu);
  if (accepted_suites == std::vector<std::string>{"none"})
    parameters["acceptCipherSuites"] = Json::array();
  else if (!accepted_suites.empty())
    parameters["acceptCipherSuites"] = accepted_suites;
  if (force) parameters["force"] = true;
}

void FixedDeviceOptions::declare(CLI::App& app) {
  app.add_option("--send-sci", send_sci,
                 "on, or off: frames are 8 octets shorter, for peers that want no SCI in them")
      ->type_name("W")
      ->check(CLI::IsMember({"on", "off"}));
  app.add_flag("--on-vlan", on_vlan,
               "the interface may be a VLAN: only what is inside its tag is protected");
}

void FixedDeviceOptions::add_to(Json& parameters) const {
  if (send_sci) parameters["sendSci"] = *send_sci == "on";
  if (on_vlan) parameters["onVlan"] = true;
}

}  // namespace macsecctl
