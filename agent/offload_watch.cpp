#include "offload_watch.hpp"

#include <algorithm>

namespace macsecd {
namespace {

bool any_counted(const netlink::MacsecDevice& device) {
  const auto& transmit = device.transmit_statistics;
  if (transmit.encrypted_packets > 0 || transmit.protected_packets > 0) return true;
  return std::ranges::any_of(device.receive_scs,
                             [](const auto& sc) { return sc.statistics.ok > 0; });
}

}  // namespace

mka::SecyCounters OffloadWatch::observe(const netlink::MacsecDevice& device,
                                        const std::optional<netlink::LinkStatistics>& parent) {
  counters_move_ = counters_move_ || any_counted(device);
  auto counters = to_counters(device);
  if (parent) complete(counters, *parent);
  return counters;
}

void OffloadWatch::complete(mka::SecyCounters& counters, const netlink::LinkStatistics& parent) {
  // Both directions: the peer's hardware may be as silent as ours.
  const std::uint64_t frames = parent.sent + parent.received;
  std::map<mka::Ki, std::uint64_t> present;
  for (auto& sa : counters.transmit) {
    // It may have come right after the last observation.
    const auto known = before_.find(sa.ki);
    const auto before = known != before_.end() ? known->second : last_.value_or(frames);
    present.emplace(sa.ki, before);
    if (sa.next_pn <= 1 && frames > before) sa.at_most = 1 + frames - before;
  }
  before_ = std::move(present);
  last_ = frames;
  if (!first_octets_) first_octets_ = parent.octets_sent;
  if (counters.octets_protected == 0)
    counters.octets_protected = parent.octets_sent - *first_octets_;
}

}  // namespace macsecd
