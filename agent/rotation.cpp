#include "rotation.hpp"

#include "key_facts.hpp"

namespace macsecd {
namespace {

RotationDecision baked(const Rotation& rotation, const RotationFacts& facts) {
  if (!rotation.keep_old && facts.old_wanted)
    return {RotationPhase::retiring, RotationStep::retire_old};
  if (facts.old_leaves) return {RotationPhase::retiring, RotationStep::wait};
  return {RotationPhase::retiring, RotationStep::finish};
}

}  // namespace

std::string_view to_string(RotationPhase phase) {
  switch (phase) {
    case RotationPhase::waiting_for_peer:
      return "waiting-for-peer";
    case RotationPhase::moving:
      return "moving";
    case RotationPhase::baking:
      return "baking";
    case RotationPhase::retiring:
      return "retiring";
  }
  return "?";
}

RotationDecision next_step(const Rotation& rotation, const RotationFacts& facts) {
  if (!facts.wanted) return {RotationPhase::waiting_for_peer, RotationStep::abort};
  if (!facts.live_peer) return {RotationPhase::waiting_for_peer};
  if (!facts.carries_for) return {RotationPhase::moving};
  if (*facts.carries_for >= rotation.bake) return baked(rotation, facts);
  return {RotationPhase::baking, RotationStep::wait, rotation.bake - *facts.carries_for};
}

// A rotation of the SAK under the new key itself does not interrupt: the one before is its own too.
bool carries_alone(const mka::KayStatus& status, const mka::Ckn& ckn) {
  bool both_ways = false;
  for (const auto* sak : {&status.latest, &status.old}) {
    if (!*sak) continue;
    if ((*sak)->ckn != ckn) return false;
    both_ways = both_ways || ((*sak)->transmits && (*sak)->receives);
  }
  return status.secured && both_ways && has_live_peer(status, ckn);
}

}  // namespace macsecd
