// Who uses the parent beside the macsec device, and so passes MACsec by: its own addresses, and
// VLANs and the like over it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "key_state.hpp"
#include "netlink/link_monitor.hpp"

namespace macsecd {

class ParentUsers {
 public:
  // Whoever is new is told, as a warning.
  using Tell = std::function<void(const char* event, std::string message)>;
  explicit ParentUsers(Tell tell) : tell_(std::move(tell)) {}

  void look_at_addresses(const std::string& parent);
  // Any link of the namespace.
  void learn(netlink::LinkChange change, const netlink::Link& link, const netlink::Link& parent);
  void forget();

  // Guarded: what they send and receive is dropped.
  std::vector<Reason> reasons(const std::string& parent, const std::string& device,
                              bool guarded) const;

 private:
  Tell tell_;
  std::vector<std::string> addresses_;
  std::map<std::uint32_t, std::string> children_;  // names, by ifindex
};

}  // namespace macsecd
