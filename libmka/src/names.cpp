// The words that operators and programs read. Counters are spelled as identifiers, events and
// reasons with hyphens, CP states as figure 12-2 of 802.1X has them.
#include "mka/output.hpp"
#include "mka/status.hpp"

namespace mka {

// clang-format off
std::string_view to_string(NewSakReason reason) {
  using enum NewSakReason;
  switch (reason) {
    case first_peer: return "first-peer";
    case became_key_server: return "became-key-server";
    case peer_joined: return "peer-joined";
    case peer_left: return "peer-left";
    case peer_restarted: return "peer-restarted";
    case packet_numbers_low: return "packet-numbers-low";
    case lifetime_over: return "lifetime-over";
    case volume_used: return "volume-used";
    case asked: return "asked";
    case policy_changed: return "policy-changed";
    case principal_changed: return "principal-changed";
    case secy_recovered: return "secy-recovered";
    case restarted: return "restarted";
    case data_plane_mismatch: return "data-plane-mismatch";
  }
  return "?";
}

std::string_view to_string(DropReason reason) {
  using enum DropReason;
  switch (reason) {
    case not_eapol: return "not_eapol";
    case not_mka: return "not_mka";
    case eapol_version: return "eapol_version";
    case dest_individual: return "dest_individual";
    case truncated: return "truncated";
    case too_short: return "too_short";
    case not_multiple_of_4: return "not_multiple_of_4";
    case basic_length: return "basic_length";
    case mka_version: return "mka_version";
    case unknown_ckn: return "unknown_ckn";
    case agility: return "agility";
    case rate_limited: return "rate_limited";
    case icv: return "icv";
    case mn_zero: return "mn_zero";
    case mi_zero: return "mi_zero";
    case param_overrun: return "param_overrun";
    case icv_indicator: return "icv_indicator";
    case peer_list_length: return "peer_list_length";
    case sak_use_length: return "sak_use_length";
    case dsak_length: return "dsak_length";
    case xpn_length: return "xpn_length";
    case announcement_tlv: return "announcement_tlv";
    case reflected: return "reflected";
    case duplicate_sci: return "duplicate_sci";
    case mi_collision: return "mi_collision";
    case replayed: return "replayed";
    case sci_changed: return "sci_changed";
    case replaced_peer: return "replaced_peer";
    case peer_table_full: return "peer_table_full";
  }
  return "?";
}

std::string_view to_string(RefuseReason reason) {
  using enum RefuseReason;
  switch (reason) {
    case not_principal: return "not_principal";
    case not_from_key_server: return "not_from_key_server";
    case server_flag_clear: return "server_flag_clear";
    case suite_unknown: return "suite_unknown";
    case suite_not_accepted: return "suite_not_accepted";
    case confidentiality_not_accepted: return "confidentiality_not_accepted";
    case macsec_not_desired: return "macsec_not_desired";
    case unwrap_failed: return "unwrap_failed";
    case key_number_reused: return "key_number_reused";
    case key_number_went_back: return "key_number_went_back";
    case association_number_in_use: return "association_number_in_use";
    case member_unknown: return "member_unknown";
    case weak_sak: return "weak_sak";
    case sak_use_an: return "sak_use_an";
    case distributed_cak: return "distributed_cak";
    case ssci_mismatch: return "ssci_mismatch";
  }
  return "?";
}

std::string_view to_string(Stall stall) {
  using enum Stall;
  switch (stall) {
    case no_sak_from_key_server: return "no-sak-from-key-server";
    case sak_unknown_to_us: return "sak-unknown-to-us";
    case sak_not_taken_up_by_peer: return "sak-not-taken-up-by-peer";
    case peer_does_not_list_us: return "peer-does-not-list-us";
  }
  return "?";
}

std::string_view to_string(CknMatch match) {
  switch (match) {
    case CknMatch::exact: return "exact";
    case CknMatch::ignore_trailing_zeros: return "auto";
  }
  return "?";
}

std::string_view to_string(SsciMode mode) {
  switch (mode) {
    case SsciMode::by_sci_descending: return "sci";
    case SsciMode::by_live_list: return "live-list";
  }
  return "?";
}

std::string_view to_string(EventKind kind) {
  using enum EventKind;
  switch (kind) {
    case peer_heard: return "peer-heard";
    case peer_live: return "peer-live";
    case peer_lost: return "peer-lost";
    case peer_restarted: return "peer-restarted";
    case key_server_elected: return "key-server-elected";
    case principal_changed: return "principal-changed";
    case sak_distributed: return "sak-distributed";
    case sak_accepted: return "sak-accepted";
    case sak_in_use: return "sak-in-use";
    case sak_retired: return "sak-retired";
    case session_secured: return "session-secured";
    case session_lost: return "session-lost";
    case session_adopted: return "session-adopted";
    case distribution_refused: return "distribution-refused";
    case cipher_mismatch: return "cipher-mismatch";
    case unknown_ckn: return "unknown-ckn";
    case icv_mismatch: return "icv-mismatch";
    case duplicate_sci: return "duplicate-sci";
    case reflection: return "reflection";
    case mi_changed: return "mi-changed";
    case secy_failed: return "secy-failed";
    case key_activated: return "key-activated";
    case multiple_peers: return "multiple-peers";
    case ssci_mismatch: return "ssci-mismatch";
    case no_progress: return "no-progress";
    case data_plane_mismatch: return "data-plane-mismatch";
  }
  return "?";
}

std::string_view to_string(CpState state) {
  using enum CpState;
  switch (state) {
    case init: return "INIT";
    case change: return "CHANGE";
    case allowed: return "ALLOWED";
    case authenticated: return "AUTHENTICATED";
    case secured: return "SECURED";
    case receive: return "RECEIVE";
    case receiving: return "RECEIVING";
    case ready: return "READY";
    case transmit: return "TRANSMIT";
    case transmitting: return "TRANSMITTING";
    case abandon: return "ABANDON";
    case retire: return "RETIRE";
  }
  return "?";
}
// clang-format on

}  // namespace mka
