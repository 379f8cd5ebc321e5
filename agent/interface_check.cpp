#include "interface_check.hpp"

#include <algorithm>

#include "profile_rules.hpp"
#include "spelling.hpp"
#include "suite_choice.hpp"

namespace macsecd {
namespace {

using enum CheckResult;

// SecTAG with SCI, EtherType and ICV; the driver always counts the SCI.
constexpr std::uint32_t macsec_overhead = 32;
constexpr std::uint32_t usual_mtu = 1500;
constexpr std::uint32_t smallest_ipv6_mtu = 1280;

Check kind(const InterfaceFacts& f) {
  if (f.unsuitable)
    return {"kind", failed, f.unsuitable->what, f.unsuitable->hint, f.unsuitable->code};
  return {"kind", ok, f.link->name + " can carry a MACsec device"};
}

Check link(const InterfaceFacts& f) {
  const std::string& name = f.link->name;
  if (!f.link->up)
    return {"link", failed, name + " is administratively down", "ip link set " + name + " up"};
  if (!f.link->lower_up)
    return {"link", failed, name + " has no carrier", "look at the cable and at the other end"};
  return {"link", ok, name + " has a link"};
}

Check speed(const InterfaceFacts& f) {
  const std::string suite(mka::to_string(f.wish.suite));
  if (!f.speed)
    return {"speed", info, "the interface does not tell its speed",
            "an XPN suite serves at any speed, others below 100 Gb/s"};
  const std::string words = std::to_string(*f.speed) + " Mb/s with " + suite;
  const std::string advice = "--cipher-suite gcm-aes-xpn-256 at both ends";
  switch (suite_fit(f.wish.suite, f.speed)) {
    case SuiteFit::fits:
      break;
    case SuiteFit::tight:
      return {"speed", warning, words + ": packet numbers of 32 bits are used up in minutes",
              advice};
    case SuiteFit::xpn_required:
      return {"speed", failed, words + ": packet numbers of 32 bits do not last", advice,
              macsec::Errc::xpn_required};
  }
  return {"speed", ok, words};
}

Check mtu(const InterfaceFacts& f) {
  const std::uint32_t parent = f.link->mtu;
  const std::uint32_t left = parent > macsec_overhead ? parent - macsec_overhead : 0;
  std::string words = "MTU " + std::to_string(parent) + ": the MACsec device gets " +
                      std::to_string(left) + ", since MACsec adds up to 32 octets";
  if (left >= usual_mtu) return {"mtu", ok, words};
  if (left < smallest_ipv6_mtu) words += "; IPv6 needs 1280";
  return {"mtu", warning, words,
          "where the whole path allows it: ip link set " + f.link->name + " mtu 1532"};
}

std::string beside_macsec(const InterfaceFacts& f) {
  return f.wish.mode == mka::EncryptionMode::must_encrypt ? "is cut off by must_encrypt"
                                                          : "passes beside MACsec, in clear";
}

Check addresses(const InterfaceFacts& f) {
  if (f.addresses.empty()) return {"addresses", ok, "the interface itself has no addresses"};
  return {
      "addresses", warning,
      list_of(f.addresses) + " on " + f.link->name + " itself: what uses it " + beside_macsec(f),
      "move it to " + f.wish.device + ", which interrupts what uses it now"};
}

Check vlans(const InterfaceFacts& f) {
  if (f.vlans.empty()) return {"vlans", ok, "no VLAN is on the interface itself"};
  return {"vlans", warning,
          list_of(f.vlans) + " on " + f.link->name + " itself: what uses it " + beside_macsec(f),
          "create them over " + f.wish.device};
}

Check macsec_devices(const InterfaceFacts& f) {
  if (f.macsec_devices.empty())
    return {"macsec-devices", ok, "no MACsec device of somebody else is on it"};
  return {"macsec-devices", warning,
          list_of(f.macsec_devices) + " is on " + f.link->name + ", and not by macsecd",
          "delete it: ip link delete " + f.macsec_devices.front() + "; or take it over: --device"};
}

Check other_software(const InterfaceFacts& f) {
  if (!f.wpa_supplicant) return {"other-software", ok, "wpa_supplicant does not control it"};
  return {"other-software", warning,
          "wpa_supplicant controls " + f.link->name + ", and may run MKA on it as well",
          "stop it there: wpa_cli -i " + f.link->name + " terminate"};
}

Check connection(const InterfaceFacts& f) {
  if (!f.connection) return {"connection", ok, "no connection uses it yet"};
  const std::string words = "connection " + f.connection->name;
  if (f.connection->secured) return {"connection", ok, words + " is secured"};
  return {"connection", failed,
          words + (f.connection->clear ? " is up but CLEAR: traffic passes unprotected"
                                       : " is not secured"),
          "macsecctl show " + f.connection->name};
}

Check profile(const InterfaceFacts& f) {
  if (const auto problem = settings_problem(f.wish))
    return {"profile", failed, problem->what, problem->hint, problem->code};
  for (const Reason& one : settings_warnings(f.wish))
    return {"profile", warning, one.message, one.more};
  return {"profile", ok, "the settings suit profile " + std::string(to_string(f.wish.profile))};
}

Check offload(const InterfaceFacts& f) {
  switch (f.offload) {
    case netlink::OffloadFeature::absent:
      return {"offload", info, "the interface cannot encrypt by itself: the CPU does"};
    case netlink::OffloadFeature::off:
      return {"offload", info, "the interface can encrypt by itself, and that is switched off",
              "ethtool -K " + f.link->name + " macsec-hw-offload on"};
    case netlink::OffloadFeature::on:
      return {"offload", info, "the interface can encrypt by itself"};
  }
  return {"offload", info, "?"};
}

Check eapol(const InterfaceFacts& f) {
  if (!f.mkpdus_heard)
    return {"eapol", info, "nobody listened whether the other end speaks MKA",
            "once it is configured: macsecctl check " + f.link->name + " --listen 10s"};
  if (*f.mkpdus_heard > 0) return {"eapol", ok, "the other end speaks MKA"};
  return {"eapol", warning,
          "no MKA was heard: the other end is silent, or something between "
          "does not pass EAPOL",
          "configure the other end; a media converter or switch must pass EtherType 888e"};
}

}  // namespace

std::vector<Check> interface_checks(const InterfaceFacts& f) {
  if (!f.link)
    return {{"interface", failed, "there is no interface " + f.wish.interface,
             "see: ip link show; it may be in another network namespace than macsecd",
             macsec::Errc::unsupported_interface},
            profile(f)};
  return {{"interface", ok, f.link->name + " exists"},
          kind(f),
          link(f),
          speed(f),
          mtu(f),
          addresses(f),
          vlans(f),
          macsec_devices(f),
          other_software(f),
          connection(f),
          profile(f),
          offload(f),
          eapol(f)};
}

bool is_ready(const std::vector<Check>& checks) {
  return std::none_of(checks.begin(), checks.end(),
                      [](const Check& check) { return check.result == failed; });
}

}  // namespace macsecd
