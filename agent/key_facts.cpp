#include "key_facts.hpp"

#include <algorithm>

namespace macsecd {

const mka::ParticipantStatus* participant_of(const mka::KayStatus& status, const mka::Ckn& ckn) {
  for (const auto& participant : status.participants)
    if (participant.ckn == ckn) return &participant;
  return nullptr;
}

namespace {

// An MKA life time: by then the members know each other, and who serves.
constexpr mka::Duration beginning{6000};

// In the beginning a SAK may be refused that is followed by a better one; another cipher suite
// stays.
bool counts(const mka::ParticipantStatus& participant) {
  return participant.last_refusal == mka::RefuseReason::suite_not_accepted ||
         participant.last_refusal == mka::RefuseReason::suite_unknown ||
         participant.live_for.value_or(mka::Duration{0}) >= beginning;
}

void add(KeyFacts& facts, const mka::ParticipantStatus& participant, const Attempt& attempt) {
  facts.live_peer = !participant.live.empty();
  facts.potential_peer = !participant.potential.empty();
  facts.heard = participant.mkpdus_accepted > attempt.mkpdus_accepted;
  facts.icv_mismatch = participant.icv_mismatches > attempt.icv_mismatches;
  facts.agility_mismatch = participant.agility_mismatches > attempt.agility_mismatches;
  facts.duplicate_sci = participant.duplicate_scis > attempt.duplicate_scis;
  facts.macsec_not_desired =
      facts.live_peer && std::ranges::none_of(participant.live, &mka::PeerStatus::macsec_desired);
  if (counts(participant)) facts.refusal = participant.last_refusal;
  facts.refused_suite = participant.refused_suite;
  facts.no_sak = participant.last_stall == mka::Stall::no_sak_from_key_server ||
                 participant.last_stall == mka::Stall::sak_unknown_to_us;
  facts.sak_not_taken_up = participant.last_stall == mka::Stall::sak_not_taken_up_by_peer;
}

}  // namespace

KeyFacts key_facts(const Key& key, const std::optional<mka::KayStatus>& status,
                   const PortFacts& port, mka::Time now) {
  KeyFacts facts;
  facts.wanted = key.wanted;
  facts.leaving = key.leaves_by.has_value();
  if (!key.started && key.start.on) facts.starts_on = to_string(*key.start.on);
  facts.waits_for_peer = key.start.when_peer_seen;
  facts.readable = key.derived.has_value();
  if (key.secret.problem) {
    facts.unreadable_why = key.secret.problem->what;
    facts.unreadable_remedy = key.secret.problem->hint;
  }
  facts.admin_up = port.admin_up;
  facts.link_up = port.link_up;
  facts.eapol_heard = port.eapol_heard;
  facts.sak_failure = port.sak_failure;
  facts.patience = port.patience;
  facts.trying = now - key.attempt.since;
  if (!status) return facts;
  facts.secured = status->secured;
  facts.ckn = key.ckn;
  facts.foreign_ckns = status->foreign_ckns;
  if (const auto* participant = participant_of(*status, key.ckn))
    add(facts, *participant, key.attempt);
  return facts;
}

bool carries_traffic(const mka::KayStatus& status, const mka::Ckn& ckn) {
  for (const auto* sak : {&status.latest, &status.old})
    if (*sak && (*sak)->ckn == ckn && ((*sak)->transmits || (*sak)->receives)) return true;
  return false;
}

std::optional<mka::Ckn> governing_key(const mka::KayStatus& status) {
  if (!status.secured) return std::nullopt;
  for (const auto* sak : {&status.latest, &status.old})
    if (*sak && (*sak)->transmits) return (*sak)->ckn;
  return std::nullopt;
}

bool has_live_peer(const mka::KayStatus& status, const mka::Ckn& ckn) {
  const auto* participant = participant_of(status, ckn);
  return participant != nullptr && !participant->live.empty();
}

Attempt attempt_now(const mka::ParticipantStatus* participant, mka::Time now) {
  if (participant == nullptr) return {now};
  return {now, participant->mkpdus_accepted, participant->icv_mismatches,
          participant->agility_mismatches, participant->duplicate_scis};
}

}  // namespace macsecd
