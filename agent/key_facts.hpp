// What key_state() decides by, collected from the keychain, the engine and the port.
#pragma once

#include <optional>
#include <string>

#include "key_state.hpp"
#include "keychain.hpp"
#include "mka/status.hpp"

namespace macsecd {

struct PortFacts {
  bool link_up = false;
  bool eapol_heard = false;
  std::string sak_failure{};
  mka::Duration patience = attempt_limit;
  bool admin_up = true;
};

const mka::ParticipantStatus* participant_of(const mka::KayStatus& status, const mka::Ckn& ckn);

KeyFacts key_facts(const Key& key, const std::optional<mka::KayStatus>& status,
                   const PortFacts& port, mka::Time now);

// The port's traffic is protected under this key, in one direction at least.
bool carries_traffic(const mka::KayStatus& status, const mka::Ckn& ckn);
// The key whose SAK we transmit with; none also while the SAs of a run before carry on.
std::optional<mka::Ckn> governing_key(const mka::KayStatus& status);
bool has_live_peer(const mka::KayStatus& status, const mka::Ckn& ckn);

// Where the attempt of a key stands now: its silence, and its mismatches, count from here.
Attempt attempt_now(const mka::ParticipantStatus* participant, mka::Time now);

}  // namespace macsecd
