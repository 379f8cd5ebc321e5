// The state of one macsec device, as the driver's dump tells it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "mka/output.hpp"
#include "mka/types.hpp"
#include "netlink/offload.hpp"

namespace macsecd::netlink {

using KeyId = std::array<std::uint8_t, 16>;

// Of one SA; 32 bits and wrapping in the kernel.
struct SaStatistics {
  std::uint32_t in_ok = 0;
  std::uint32_t in_invalid = 0;
  std::uint32_t in_not_valid = 0;
  std::uint32_t in_not_using_sa = 0;
  std::uint32_t in_unused_sa = 0;
  std::uint32_t out_protected = 0;
  std::uint32_t out_encrypted = 0;
};
struct ReceiveScStatistics {
  std::uint64_t octets_validated = 0;
  std::uint64_t octets_decrypted = 0;
  std::uint64_t unchecked = 0;
  std::uint64_t delayed = 0;
  std::uint64_t ok = 0;
  std::uint64_t invalid = 0;
  std::uint64_t late = 0;
  std::uint64_t not_valid = 0;
  std::uint64_t not_using_sa = 0;
  std::uint64_t unused_sa = 0;
};
struct TransmitScStatistics {
  std::uint64_t protected_packets = 0;
  std::uint64_t encrypted_packets = 0;
  std::uint64_t protected_octets = 0;
  std::uint64_t encrypted_octets = 0;
};
struct SecyStatistics {
  std::uint64_t out_untagged = 0;
  std::uint64_t in_untagged = 0;
  std::uint64_t out_too_long = 0;
  std::uint64_t in_no_tag = 0;
  std::uint64_t in_bad_tag = 0;
  std::uint64_t in_unknown_sci = 0;
  std::uint64_t in_no_sci = 0;
  std::uint64_t in_overrun = 0;
};

struct MacsecSa {
  mka::An an;
  std::uint64_t pn = 0;  // the next one; 0: exhausted
  KeyId key_id{};
  bool active = false;
  std::optional<std::uint32_t> ssci{};
  SaStatistics statistics{};
};
struct MacsecReceiveSc {
  mka::Sci sci;
  bool active = false;
  ReceiveScStatistics statistics{};
  std::vector<MacsecSa> sas{};
};

struct MacsecDevice {
  std::uint32_t ifindex = 0;
  mka::Sci sci;
  mka::CipherSuite suite = mka::CipherSuite::gcm_aes_128;
  std::uint8_t icv_length = 0;
  bool operational = false;  // the encoding SA exists and is active
  bool protect = false;
  bool encrypt = false;
  bool replay_protect = false;
  std::uint32_t replay_window = 0;
  mka::ValidateFrames validate = mka::ValidateFrames::disabled;
  mka::An encoding_an;
  Offload offload = Offload::off;
  std::vector<MacsecSa> transmit_sas{};
  std::vector<MacsecReceiveSc> receive_scs{};
  SecyStatistics statistics{};
  TransmitScStatistics transmit_statistics{};
};

// One message of the GET_TXSC dump, with its netlink header. Nothing when it is damaged or lacks
// what makes a device; damaged lists inside are cut.
std::optional<MacsecDevice> parse_macsec_device(mka::Bytes message);

// What MKA needs of it. An exhausted packet number counts as the first one beyond the suite's
// range.
mka::SecyCounters to_counters(const MacsecDevice& device);

// What an agent before us left there, if it still protects traffic in both directions: frames are
// protected with an active transmit SA, and there is a receive SA of the same SAK.
std::optional<mka::HeldSecy> held_session(const MacsecDevice& device);
// The same where it protects nothing.
std::optional<mka::HeldSecy> held_in_clear(const MacsecDevice& device);

}  // namespace macsecd::netlink
