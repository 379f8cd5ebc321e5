// What a SecY counted over the life of a connection, under the names of the OpenConfig macsec
// model. The kernel forgets a channel's counters with the channel, and all of them with the device.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "netlink/macsec_device.hpp"

namespace macsecd {

class SecyTotals {
 public:
  using Values = std::map<std::string, std::uint64_t>;

  void observe(const netlink::MacsecDevice& device);
  Values values() const;

 private:
  Values past_;     // of channels and devices that are gone
  Values present_;  // of the device, as last seen
  std::map<mka::Sci, Values> channels_;
  std::uint32_t ifindex_ = 0;
};

}  // namespace macsecd
