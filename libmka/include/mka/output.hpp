// What the engine asks of the world, and what it tells.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "mka/config.hpp"
#include "mka/secret.hpp"
#include "mka/types.hpp"

namespace mka {

// A whole Ethernet frame, from the destination address to the ICV.
struct TransmitFrame {
  std::vector<std::uint8_t> bytes;
};

// ---- SecY operations: the LMI of 802.1AE clause 10.7 and 802.1X clause 10.7, one verb each ----

enum class ValidateFrames : std::uint8_t { disabled, check, strict };

// How the SecY treats frames, and whether the controlled port is open for its users.
struct SetProtection {
  bool protect_frames = true;
  ValidateFrames validate_frames = ValidateFrames::strict;
  bool confidentiality = true;  // false: integrity only
  bool replay_protect = true;
  std::uint32_t replay_window = 0;
  bool controlled_port_enabled = false;
  bool operator==(const SetProtection&) const = default;
};
struct CreateReceiveSc {
  Sci sci;
};
// Takes the channel's SAs with it.
struct DeleteReceiveSc {
  Sci sci;
};
// Installs without enabling. `lowest_pn` is at least 1. SSCI and salt are meaningful for XPN suites
// only.
struct InstallReceiveSa {
  Sci sci;
  An an;
  Ki ki;
  Sak sak;
  Pn lowest_pn = 1;
  Ssci ssci = Ssci::none;
  Salt salt{};
};
struct EnableReceiveSa {
  Sci sci;
  An an;
};
// Raises the lowest acceptable PN (delay protection).
struct SetReceiveLowestPn {
  Sci sci;
  An an;
  Pn lowest_pn = 1;
};
struct DeleteReceiveSa {
  Sci sci;
  An an;
};
// Installs without enabling; the first frame will carry PN 1. Asked at most once per KI (nonce
// safety).
struct InstallTransmitSa {
  An an;
  Ki ki;
  Sak sak;
  Ssci ssci = Ssci::none;
  Salt salt{};
};
// From now on the SecY transmits with this SA. Asked at most once per installed SA.
struct EnableTransmitSa {
  An an;
};
// Stops transmission with it, if it was enabled, and removes it.
struct DeleteTransmitSa {
  An an;
};

using SecyOp = std::variant<SetProtection, CreateReceiveSc, DeleteReceiveSc, InstallReceiveSa,
                            EnableReceiveSa, SetReceiveLowestPn, DeleteReceiveSa, InstallTransmitSa,
                            EnableTransmitSa, DeleteTransmitSa>;

enum class OpId : std::uint64_t {};

// To be carried out in the order given; each is answered with Kay::secy_done.
struct SecyRequest {
  OpId id;
  SecyOp op;
};

struct SecyOutcome {
  bool done = true;
  int os_error = 0;  // errno where the operating system refused
};

// What the SecY counts, as far as MKA needs it. Missing SAs are unknown, not absent.
struct SecyCounters {
  struct TransmitSa {
    An an;
    Ki ki;
    Pn next_pn = 1;
    bool active = false;
    // Of a SecY that does not tell its packet numbers: no end is beyond this; 0: it tells.
    Pn at_most = 0;
  };
  struct ReceiveSa {
    Sci sci;
    An an;
    Ki ki;
    Pn next_pn = 1;
    std::uint64_t packets_ok = 0;
  };
  std::vector<TransmitSa> transmit{};
  std::vector<ReceiveSa> receive{};
  std::uint64_t octets_protected = 0;  // of the transmit SC, ever growing
  std::uint64_t packets_refused = 0;   // received with a SecTAG and not accepted, of anybody
};

// What a SecY held when the engine took it over: the work of an engine before, whose keys nobody
// knows any more.
struct HeldSecy {
  std::optional<An> encoding{};  // of the transmit SA in use; none: nothing is protected
  std::vector<Sci> channels{};   // all receive SCs, also those without SAs
  bool confidentiality = true;   // of what is transmitted
  bool in_clear = false;         // open, and nothing is protected
  SecyCounters counters{};
};

// ---- Events ----

enum class NewSakReason : std::uint8_t {
  first_peer,
  became_key_server,
  peer_joined,
  peer_left,
  peer_restarted,
  packet_numbers_low,
  lifetime_over,
  volume_used,
  asked,
  policy_changed,
  principal_changed,
  secy_recovered,  // after the SecY refused the previous one
  restarted,       // an engine before us made the SAK in use
  data_plane_mismatch,
};
inline constexpr std::size_t new_sak_reason_count =
    static_cast<std::size_t>(NewSakReason::data_plane_mismatch) + 1;
std::string_view to_string(NewSakReason reason);

// Why a received MKPDU had no effect. Names and order follow 802.1X 11.11.2; counted, never thrown.
enum class DropReason : std::uint8_t {
  not_eapol,
  not_mka,
  eapol_version,
  dest_individual,
  truncated,
  too_short,
  not_multiple_of_4,
  basic_length,
  mka_version,
  unknown_ckn,
  agility,
  rate_limited,
  icv,
  mn_zero,
  mi_zero,
  param_overrun,
  icv_indicator,
  peer_list_length,
  sak_use_length,
  dsak_length,
  xpn_length,
  announcement_tlv,
  reflected,
  duplicate_sci,
  mi_collision,
  replayed,
  sci_changed,
  replaced_peer,
  peer_table_full,
};
inline constexpr std::size_t drop_reason_count =
    static_cast<std::size_t>(DropReason::peer_table_full) + 1;
std::string_view to_string(DropReason reason);

// Why a parameter set of an authentic MKPDU was not followed; the MKPDU still counts for liveness.
enum class RefuseReason : std::uint8_t {
  not_principal,
  not_from_key_server,
  server_flag_clear,
  suite_unknown,
  suite_not_accepted,
  confidentiality_not_accepted,
  macsec_not_desired,
  unwrap_failed,
  key_number_reused,
  key_number_went_back,
  association_number_in_use,
  member_unknown,
  weak_sak,
  sak_use_an,
  distributed_cak,
  ssci_mismatch,  // its XPN nonces might be ours
};
inline constexpr std::size_t refuse_reason_count =
    static_cast<std::size_t>(RefuseReason::ssci_mismatch) + 1;
std::string_view to_string(RefuseReason reason);

// What a live session waits for in vain; then the participant starts over under a new MI.
enum class Stall : std::uint8_t {
  no_sak_from_key_server,
  sak_unknown_to_us,         // the key server transmits with one that we do not hold
  sak_not_taken_up_by_peer,  // no peer reports to receive with the SAK
  peer_does_not_list_us,     // heard, and authentic: a one-way link
};
std::string_view to_string(Stall stall);

enum class EventKind : std::uint8_t {
  peer_heard,  // potential
  peer_live,
  peer_lost,
  peer_restarted,
  key_server_elected,  // peer: the server; none: nobody serves
  principal_changed,
  sak_distributed,  // as key server; reason
  sak_accepted,     // as client
  sak_in_use,       // transmitting with it
  sak_retired,
  session_secured,
  session_lost,
  session_adopted,       // the SAs of an engine before us carry on until a fresh SAK is in use
  distribution_refused,  // refuse
  cipher_mismatch,       // refuse; suite: the one offered, if we know it; own_suite
  unknown_ckn,           // first of its kind in a while; ckn is the foreign one
  icv_mismatch,          // our CKN, another CAK
  duplicate_sci,
  reflection,
  mi_changed,
  secy_failed,          // os_error
  key_activated,        // a listen-only key: its peer was heard
  multiple_peers,       // a second live station under one key; peer
  ssci_mismatch,        // the key server counts the short SCIs in another way; peer
  no_progress,          // stall
  data_plane_mismatch,  // what the peer protects is refused; peer, ki
};
inline constexpr std::size_t event_kind_count =
    static_cast<std::size_t>(EventKind::data_plane_mismatch) + 1;
std::string_view to_string(EventKind kind);

struct Event {
  EventKind kind;
  std::optional<Ckn> ckn{};
  std::optional<Sci> peer{};
  std::optional<Ki> ki{};
  std::optional<An> an{};
  std::optional<CipherSuite> suite{};
  std::optional<NewSakReason> reason{};
  std::optional<RefuseReason> refuse{};
  std::optional<CipherSuite> own_suite{};
  std::optional<Stall> stall{};
  int os_error = 0;
};

using Output = std::variant<TransmitFrame, SecyRequest, Event>;

}  // namespace mka
