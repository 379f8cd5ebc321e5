#include "key_facts.hpp"

namespace macsecd {

const mka::ParticipantStatus* participant_of(const mka::KayStatus& status, const mka::Ckn& ckn) {
  for (const auto& participant : status.participants)
    if (participant.ckn == ckn) return &participant;
  return nullptr;
}

KeyFacts key_facts(const Key& key, const std::optional<mka::KayStatus>& status,
                   const PortFacts& port, mka::Time now) {
  KeyFacts facts;
  facts.readable = key.cak.has_value();
  facts.link_up = port.link_up;
  facts.eapol_heard = port.eapol_heard;
  facts.sak_failure = port.sak_failure;
  facts.trying = now - key.attempt.since;
  if (!status) return facts;
  facts.secured = status->secured;
  facts.foreign_ckn = status->last_unknown_ckn;
  if (const auto* participant = participant_of(*status, key.ckn)) {
    facts.live_peer = !participant->live.empty();
    facts.potential_peer = !participant->potential.empty();
    facts.heard = participant->mkpdus_accepted > key.attempt.mkpdus_accepted;
    facts.icv_mismatch = participant->icv_mismatches > key.attempt.icv_mismatches;
  }
  return facts;
}

Attempt attempt_now(const mka::ParticipantStatus* participant, mka::Time now) {
  if (participant == nullptr) return {now, 0, 0};
  return {now, participant->mkpdus_accepted, participant->icv_mismatches};
}

}  // namespace macsecd
