// From the driver's dump to what MKA watches.
#include <algorithm>
#include <limits>

#include "netlink/macsec_device.hpp"

namespace macsecd::netlink {
namespace {

// The kernel shows 0 for an exhausted packet number.
mka::Pn next_pn(const MacsecSa& sa, mka::CipherSuite suite) {
  if (sa.pn != 0) return sa.pn;
  return mka::is_xpn(suite) ? std::numeric_limits<mka::Pn>::max() : mka::Pn{1} << 32;
}

mka::Ki key_identifier(const KeyId& id) {
  mka::Ki ki;
  std::copy_n(id.begin(), ki.server.octets.size(), ki.server.octets.begin());
  for (std::size_t i = ki.server.octets.size(); i < id.size(); ++i) {
    ki.number = ki.number << 8 | id[i];
  }
  return ki;
}

// All columns that say that a frame with a SecTAG came to nothing.
std::uint64_t refused_of(const SecyStatistics& secy) {
  return secy.in_bad_tag + secy.in_no_sci + secy.in_unknown_sci + secy.in_overrun;
}
std::uint64_t refused_of(const ReceiveScStatistics& sc) {
  return sc.invalid + sc.late + sc.not_valid + sc.not_using_sa + sc.unused_sa;
}

}  // namespace

mka::SecyCounters to_counters(const MacsecDevice& device) {
  mka::SecyCounters counters;
  for (const MacsecSa& sa : device.transmit_sas) {
    counters.transmit.push_back(
        {sa.an, key_identifier(sa.key_id), next_pn(sa, device.suite), sa.active});
  }
  counters.packets_refused = refused_of(device.statistics);
  for (const MacsecReceiveSc& sc : device.receive_scs) {
    counters.packets_refused += refused_of(sc.statistics);
    for (const MacsecSa& sa : sc.sas) {
      counters.receive.push_back({sc.sci, sa.an, key_identifier(sa.key_id),
                                  next_pn(sa, device.suite), sa.statistics.in_ok});
    }
  }
  counters.octets_protected =
      device.transmit_statistics.protected_octets + device.transmit_statistics.encrypted_octets;
  return counters;
}

std::optional<mka::HeldSecy> held_session(const MacsecDevice& device) {
  if (!device.protect) return std::nullopt;
  const auto used = std::ranges::find_if(device.transmit_sas, [&](const MacsecSa& sa) {
    return sa.an == device.encoding_an && sa.active && sa.pn != 0;
  });
  if (used == device.transmit_sas.end()) return std::nullopt;
  mka::HeldSecy held{
      .encoding = used->an, .confidentiality = device.encrypt, .counters = to_counters(device)};
  bool both_ways = false;
  for (const MacsecReceiveSc& sc : device.receive_scs) {
    held.channels.push_back(sc.sci);
    for (const MacsecSa& sa : sc.sas)
      both_ways = both_ways || (sa.key_id == used->key_id && sa.active);
  }
  return both_ways ? std::optional(std::move(held)) : std::nullopt;
}

std::optional<mka::HeldSecy> held_in_clear(const MacsecDevice& device) {
  if (device.protect) return std::nullopt;
  mka::HeldSecy held{
      .confidentiality = device.encrypt, .in_clear = true, .counters = to_counters(device)};
  for (const MacsecReceiveSc& sc : device.receive_scs) held.channels.push_back(sc.sci);
  return held;
}

}  // namespace macsecd::netlink
