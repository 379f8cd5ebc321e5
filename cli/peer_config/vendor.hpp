// The other end's configuration as data: rows of text with conditions, one file per vendor.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "peer_config/peer_facts.hpp"

namespace macsecctl {

// {ckn} {cak} {name} {interface} {suite} {algorithm} {priority} {rekey} {window} {mode} {group}
// {ethertype} stand for what the connection says.
struct Row {
  bool (*applies)(const PeerFacts&);
  std::string_view text;
};

namespace when {
inline bool always(const PeerFacts&) { return true; }
inline bool must(const PeerFacts& facts) { return facts.must_encrypt(); }
inline bool should(const PeerFacts& facts) { return !facts.must_encrypt(); }
inline bool rekeys(const PeerFacts& facts) { return facts.rekey_seconds > 0; }
inline bool xpn(const PeerFacts& facts) { return facts.is_xpn(); }
inline bool not_xpn(const PeerFacts& facts) { return !facts.is_xpn(); }
inline bool xpn_by_sci(const PeerFacts& facts) { return facts.is_xpn() && !facts.by_live_list; }
inline bool icv_indicator(const PeerFacts& facts) { return facts.icv_indicator; }
inline bool no_sci(const PeerFacts& facts) { return !facts.sends_sci; }
inline bool sci(const PeerFacts& facts) { return facts.sends_sci; }
inline bool integrity_only(const PeerFacts& facts) { return !facts.encrypts; }
inline bool encrypts(const PeerFacts& facts) { return facts.encrypts; }
inline bool short_ckn(const PeerFacts& facts) { return facts.has_short_ckn(); }
inline bool short_cak(const PeerFacts& facts) { return facts.cak_digits == 32; }
inline bool own_eapol(const PeerFacts& facts) { return !facts.standard_eapol; }
inline bool live_list(const PeerFacts& facts) { return facts.is_xpn() && facts.by_live_list; }
inline bool not_128(const PeerFacts& facts) { return facts.suite != "gcm-aes-128"; }
}  // namespace when

struct Vendor {
  std::string_view name;       // as --vendor has it
  std::string_view title;      // as people call it
  std::string_view comment;    // begins a line that it ignores
  std::string_view interface;  // an example
  // GCM-AES-128, GCM-AES-256, GCM-AES-XPN-128, GCM-AES-XPN-256 as it spells them; empty: it has
  // not.
  std::array<std::string_view, 4> suites;
  std::string_view cmac_128;
  std::string_view cmac_256;
  bool can_leave_clear;         // it has integrity without confidentiality
  std::int64_t shortest_rekey;  // seconds
  std::span<const Row> notes;   // what its reader should know, in front
  std::span<const Row> rows;
};

extern const Vendor iosxr;
extern const Vendor iosxe;
extern const Vendor nxos;
extern const Vendor junos;
extern const Vendor eos;
extern const Vendor sros;
extern const Vendor wpa_supplicant;
extern const Vendor macsecd_peer;

std::span<const Vendor* const> vendors();
// How it spells the suite; empty: it has not.
std::string_view spelled(const Vendor& vendor, std::string_view suite);
// What it cannot do of what the connection asks for.
Result<void> check_fit(const Vendor& vendor, const PeerFacts& facts);

}  // namespace macsecctl
