// The word an operator sees for a key, and why: computed from what MKA knows, never stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mka/status.hpp"
#include "mka/time.hpp"
#include "mka/types.hpp"

namespace macsecd {

enum class KeyState { associating, associated, failed, disassociating, disassociated };
std::string_view to_string(KeyState state);

// One of the reason codes of the control interface, for a person.
struct Reason {
  std::string code;
  std::string message;
  std::string more;
  bool operator==(const Reason&) const = default;
};

// So long an attempt may last unless the operator says otherwise: three MKA life times.
inline constexpr mka::Duration attempt_limit{18000};

struct KeyFacts {
  bool wanted = true;
  bool leaving = false;         // not wanted, but traffic still uses it
  std::string starts_on{};      // its time has not come; empty: it has
  bool waits_for_peer = false;  // silent until the peer shows the key
  bool readable = true;         // we hold what is derived from the CAK
  std::string unreadable_why{};
  std::string unreadable_remedy{};
  bool admin_up = true;  // the operator wants the connection at work
  bool link_up = false;
  bool secured = false;           // the port is protected, under whichever key
  bool live_peer = false;         // under this CKN
  bool potential_peer = false;    // heard and authentic, but does not list us
  bool heard = false;             // an authentic MKPDU came under this CKN
  bool icv_mismatch = false;      // our CKN, another CAK
  bool agility_mismatch = false;  // our CKN, another algorithm
  bool duplicate_sci = false;
  bool eapol_heard = false;       // anything at all on this port
  std::optional<mka::Ckn> ckn{};  // our own, to compare with those
  std::vector<mka::ForeignCkn> foreign_ckns{};
  std::optional<mka::RefuseReason> refusal{};  // of the last SAK that was distributed to us
  std::optional<mka::CipherSuite> refused_suite{};
  bool macsec_not_desired = false;  // by the live peers
  bool no_sak = false;              // waited for the key server's in vain
  bool sak_not_taken_up = false;    // we serve, and no peer receives with our SAK
  std::string sak_failure{};  // what the SecY's refusal was; empty: none since the last success
  mka::Duration trying{0};    // how long without a live peer
  mka::Duration patience = attempt_limit;
};

struct KeyVerdict {
  KeyState state = KeyState::associating;
  std::vector<Reason> reasons{};
  bool operator==(const KeyVerdict&) const = default;
};

KeyVerdict key_state(const KeyFacts& facts);

}  // namespace macsecd
