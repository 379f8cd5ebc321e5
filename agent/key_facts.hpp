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
};

const mka::ParticipantStatus* participant_of(const mka::KayStatus& status, const mka::Ckn& ckn);

KeyFacts key_facts(const Key& key, const std::optional<mka::KayStatus>& status,
                   const PortFacts& port, mka::Time now);

// Where the attempt of a key stands now: its silence, and its mismatches, count from here.
Attempt attempt_now(const mka::ParticipantStatus* participant, mka::Time now);

}  // namespace macsecd
