// Watches over hardware that protects frames by itself. Some drivers report neither statistics nor
// packet numbers; then what the parent sends and receives, protected or not, is the bound.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "mka/output.hpp"
#include "netlink/link_statistics.hpp"
#include "netlink/macsec_device.hpp"

namespace macsecd {

class OffloadWatch {
 public:
  // What MKA needs of the device's counters, completed from the parent's.
  mka::SecyCounters observe(const netlink::MacsecDevice& device,
                            const std::optional<netlink::LinkStatistics>& parent);
  // The hardware's own counters moved: it is seen at work, and what they say means something.
  bool counters_move() const { return counters_move_; }

 private:
  void complete(mka::SecyCounters& counters, const netlink::LinkStatistics& parent);

  bool counters_move_ = false;
  std::map<mka::Ki, std::uint64_t> before_;  // the parent's frames when the SA came
  std::optional<std::uint64_t> last_;        // at the last observation
  std::optional<std::uint64_t> first_octets_;
};

}  // namespace macsecd
