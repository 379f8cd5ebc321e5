// What stands between an interface and a secured link on it: decided from facts, before anything is
// configured.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check.hpp"
#include "netlink/link.hpp"
#include "netlink/offload_feature.hpp"
#include "settings.hpp"

namespace macsecd {

// The connection that is on the interface already.
struct PresentConnection {
  std::string name{};
  bool secured = false;
  bool clear = false;         // it is up, and traffic passes unprotected
  bool suite_in_use = false;  // its device has the suite that is asked for
};

struct InterfaceFacts {
  ConnectionSettings wish{};                  // its interface, suite, mode and profile
  std::optional<netlink::Link> link{};        // none: there is no such interface
  std::optional<macsec::Error> unsuitable{};  // as a parent
  std::optional<std::uint32_t> speed{};       // Mb/s
  std::vector<std::string> addresses{};       // but for link-local ones
  std::vector<std::string> vlans{};           // names of the VLANs over it
  std::vector<std::string> macsec_devices{};  // over it, that are not ours
  bool wpa_supplicant = false;                // controls it
  netlink::OffloadFeature offload = netlink::OffloadFeature::absent;
  std::optional<PresentConnection> connection{};
  std::optional<std::uint64_t> mkpdus_heard{};  // none: nobody listened
};

std::vector<Check> interface_checks(const InterfaceFacts& facts);

// Nothing failed.
bool is_ready(const std::vector<Check>& checks);

}  // namespace macsecd
