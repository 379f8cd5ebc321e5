#include "interop_options.hpp"

#include "common_options.hpp"

namespace macsecctl {

void InteropOptions::declare(CLI::App& app) {
  app.add_option("--ckn-match", ckn_match,
                 "exact, or auto: trailing zeros of a CKN do not count, and the peer is answered "
                 "in its form")
      ->type_name("M");
  app.add_option("--mka-version", mka_version,
                 "MKA version that is announced: 1, 2, 3, or auto (3 with an XPN suite, else 1)")
      ->type_name("V")
      ->check(CLI::IsMember({"1", "2", "3", "auto"}));
  app.add_option("--icv-indicator", icv_indicator,
                 "always: send the ICV Indicator that some older switches want; or never")
      ->type_name("W")
      ->check(CLI::IsMember({"always", "never"}));
  app.add_option("--group-address", group_address,
                 "where MKA frames are sent: nearest-non-tpmr-bridge (01:80:c2:00:00:03), "
                 "nearest-customer-bridge, nearest-bridge, another group's MAC address, or the "
                 "peer's own")
      ->type_name("A");
  app.add_option("--ether-type", ether_type, "EtherType of MKA frames: 888e, or 876f")
      ->type_name("T");
  app.add_option("--ssci-mode", ssci_mode,
                 "how the short SCIs of the XPN suites are counted: sci, or live-list")
      ->type_name("M");
  app.add_option("--hello-time", hello_time,
                 "say hello this often, 500ms to 60s (default: 2 s); the same at both ends")
      ->type_name("TIME")
      ->check(check_short_time);
}

void InteropOptions::add_to(Json& parameters) const {
  add_if_given(parameters, "cknMatch", ckn_match);
  if (mka_version) parameters["mkaVersion"] = *mka_version == "auto" ? 0 : std::stoi(*mka_version);
  if (icv_indicator) parameters["includeIcvIndicator"] = *icv_indicator == "always";
  add_if_given(parameters, "groupAddress", group_address);
  add_if_given(parameters, "etherType", ether_type);
  add_if_given(parameters, "ssciMode", ssci_mode);
  if (hello_time) parameters["helloTimeMs"] = short_time_from(*hello_time)->count();
}

}  // namespace macsecctl
