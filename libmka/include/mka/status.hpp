// A snapshot of a port's key agreement: values, no secrets.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "mka/output.hpp"
#include "mka/time.hpp"
#include "mka/types.hpp"

namespace mka {

// States of the CP state machine (802.1X figure 12-2).
enum class CpState : std::uint8_t {
  init,
  change,
  allowed,
  authenticated,
  secured,
  receive,
  receiving,
  ready,
  transmit,
  transmitting,
  abandon,
  retire,
};
inline constexpr std::size_t cp_state_count = static_cast<std::size_t>(CpState::retire) + 1;
std::string_view to_string(CpState state);

struct PeerStatus {
  Mi mi;
  Mn mn = 0;
  Sci sci;
  std::uint8_t key_server_priority = 0;
  bool key_server = false;  // its flag
  std::uint8_t mka_version = 0;
  MacsecCapability capability = MacsecCapability::none;
  Duration expires_in{0};
  bool receives = false;  // reported for the SAK in use
  bool transmits = false;
};

struct KeyServerStatus {
  Sci sci;
  std::uint8_t priority = 0;
};

struct ParticipantStatus {
  Ckn ckn;
  bool principal = false;
  Mi mi;
  Mn mn = 0;
  std::optional<KeyServerStatus> key_server{};
  bool elected_self = false;
  std::vector<PeerStatus> live{};
  std::vector<PeerStatus> potential{};
  std::uint64_t mkpdus_sent = 0;
  std::uint64_t mkpdus_accepted = 0;
  std::uint64_t icv_mismatches = 0;
};

// One SAK as the port uses it.
struct SakStatus {
  Ki ki;
  An an;
  std::optional<Ckn> ckn{};  // of the participant that agreed on it; none: adopted from before
  CipherSuite suite = CipherSuite::gcm_aes_128;
  Confidentiality confidentiality = Confidentiality::offset_0;
  bool receives = false;
  bool transmits = false;
  Pn next_pn = 1;  // last observed
  Duration age{0};
};

struct KayStatus {
  bool secured = false;  // both directions are protected by an installed SAK
  CpState cp = CpState::init;
  PortIdentity identity{};
  // As SAK Use reports them: the newest SAK, being brought into use or in use, and the one before
  // it until that is retired.
  std::optional<SakStatus> latest{};
  std::optional<SakStatus> old{};
  std::vector<ParticipantStatus> participants{};  // newest key first
  std::array<std::uint64_t, drop_reason_count> drops{};
  std::array<std::uint64_t, refuse_reason_count> refusals{};
  std::optional<Ckn> last_unknown_ckn{};
  std::uint64_t saks_distributed = 0;
  std::uint64_t saks_accepted = 0;
};

enum class RekeyAnswer : std::uint8_t { accepted, not_secured, not_key_server };

}  // namespace mka
