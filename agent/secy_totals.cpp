#include "secy_totals.hpp"

namespace macsecd {
namespace {

using Values = SecyTotals::Values;

void add(Values& into, const Values& more) {
  for (const auto& [name, value] : more) into[name] += value;
}

Values of_device(const netlink::MacsecDevice& device) {
  const auto& secy = device.statistics;
  const auto& transmit = device.transmit_statistics;
  return {{"tx-untagged-pkts", secy.out_untagged},
          {"tx-too-long-pkts", secy.out_too_long},
          {"rx-untagged-pkts", secy.in_untagged},
          {"rx-no-tag-pkts", secy.in_no_tag},
          {"rx-badtag-pkts", secy.in_bad_tag},
          {"rx-unknownsci-pkts", secy.in_unknown_sci},
          {"rx-nosci-pkts", secy.in_no_sci},
          {"sc-auth-only", transmit.protected_packets},
          {"sc-encrypted", transmit.encrypted_packets},
          {"sc-auth-only-octets", transmit.protected_octets},
          {"sc-encrypted-octets", transmit.encrypted_octets}};
}

Values of_channel(const netlink::ReceiveScStatistics& channel) {
  return {{"sc-valid", channel.ok},
          {"sc-delayed", channel.delayed},
          {"sc-invalid", channel.invalid},
          {"sc-not-valid", channel.not_valid},
          {"sc-not-using-sa", channel.not_using_sa},
          {"sc-unused-sa", channel.unused_sa},
          {"rx-late-pkts", channel.late},
          {"sc-validated-octets", channel.octets_validated},
          {"sc-decrypted-octets", channel.octets_decrypted}};
}

bool went_back(const Values& before, const Values& after) {
  for (const auto& [name, value] : before)
    if (const auto at = after.find(name); at != after.end() && at->second < value) return true;
  return false;
}

}  // namespace

void SecyTotals::observe(const netlink::MacsecDevice& device) {
  if (ifindex_ != device.ifindex) {
    add(past_, present_);
    for (const auto& [sci, values] : channels_) add(past_, values);
    channels_.clear();
    ifindex_ = device.ifindex;
  }
  present_ = of_device(device);
  std::map<mka::Sci, Values> seen;
  for (const auto& channel : device.receive_scs)
    seen.emplace(channel.sci, of_channel(channel.statistics));
  for (const auto& [sci, values] : channels_) {
    const auto at = seen.find(sci);
    if (at == seen.end() || went_back(values, at->second)) add(past_, values);
  }
  channels_ = std::move(seen);
}

SecyTotals::Values SecyTotals::values() const {
  Values all = past_;
  add(all, present_);
  for (const auto& [sci, values] : channels_) add(all, values);
  return all;
}

}  // namespace macsecd
