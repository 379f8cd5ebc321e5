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
  bool macsec_desired = false;
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

  // ---- what tells why it does not work ----
  std::uint8_t mka_version = 0;            // as we send it
  bool silent = false;                     // listen-only, and nobody was heard yet
  std::optional<Ckn> wire_ckn{};           // the peer's form of the CKN, where it differs
  std::optional<Duration> live_for{};      // since the last of the live peers became so
  std::optional<Duration> unlisted_for{};  // somebody is heard that does not list us
  // Of the last distribution that was refused, until one is accepted.
  std::optional<RefuseReason> last_refusal{};
  std::optional<CipherSuite> refused_suite{};
  std::uint64_t agility_mismatches = 0;  // under our CKN, unauthenticated like the two below
  std::uint64_t duplicate_scis = 0;
  std::uint64_t starts_without_progress = 0;
  std::optional<Stall> last_stall{};
};

// A CKN that was heard and is none of ours, or only up to trailing zeros. Unauthenticated.
struct ForeignCkn {
  Ckn ckn;
  Sci sci;
  Duration heard_ago{0};
  std::optional<Ckn> ours{};  // equal to it but for trailing zero octets
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
  bool secured = false;              // both directions are protected by an installed SAK
  bool open = false;                 // the controlled port is, for its users
  bool clear = false;                // open without a SAK that is agreed on: clear text passes
  bool data_plane_mismatch = false;  // peers' frames are refused, and renewing has not helped yet
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
  std::vector<ForeignCkn> foreign_ckns{};  // within limits::foreign_ckn_memory, newest first
  std::uint64_t saks_distributed = 0;
  std::uint64_t saks_accepted = 0;
  std::array<std::uint64_t, new_sak_reason_count> saks_by_reason{};  // of those distributed
};

enum class RekeyAnswer : std::uint8_t { accepted, not_secured, not_key_server };

}  // namespace mka
