// Connection: a rotation of its CAK, carried out as rotation.hpp decides.
#include <algorithm>

#include "clock.hpp"
#include "connection.hpp"
#include "key_facts.hpp"

namespace macsecd {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;

Result<void> Connection::start_rotation(Rotation wanted, mka::DerivedKeys derived) {
  const mka::Ckn fresh = wanted.fresh;
  if (auto alone = without_twin(fresh); !alone) return alone;
  if (const auto problem = misfit(fresh, derived.cak_size())) return Failure{*problem};
  const auto old = key_to_replace(status(), &fresh);
  const auto limit = saved_.settings.max_keys;
  if (auto added = saved_.keys.add(fresh, std::move(derived), now(), limit, {}); !added)
    return added;
  if (wanted.old.empty() && old) wanted.old.push_back(*old);
  saved_.rotation = std::move(wanted);
  carried_since_.reset();
  told_phase_ = RotationPhase::waiting_for_peer;
  tell({.event = "rotation-started",
        .message = "the new key comes into service beside the old one",
        .ckn = fresh.hex()});
  put_into_service(fresh);
  return {};
}

std::optional<mka::Ckn> Connection::replaced_by(const mka::Ckn& fresh) const {
  return key_to_replace(status(), &fresh);
}

Result<Reason> Connection::abort_rotation() {
  if (!saved_.rotation)
    return Failure{{Errc::incorrect_status, "no rotation is under way",
                    "macsecctl rotate " + name() + " --ckn HEX starts one"}};
  const mka::Ckn fresh = saved_.rotation->fresh;
  const auto why = why_new_key_stays(fresh);
  const Reason outcome =
      why.value_or(Reason{"new-key-removed", "the new key is out of use; the old one goes on",
                          "macsecctl delete-key removes it from the keychain"});
  end_rotation("rotation-aborted", Level::info, outcome.message);
  if (!why) (void)disassociate_key(fresh);  // refused only if it is out of use already
  return outcome;
}

std::optional<Reason> Connection::why_new_key_stays(const mka::Ckn& fresh) const {
  const auto present = status();
  const auto other = key_to_replace(present, &fresh);
  if (!other)
    return Reason{"new-key-stays", "the new key stays: no other key is in service",
                  "macsecctl reassociate-key brings one back"};
  const bool only_one_with_peer =
      present && has_live_peer(*present, fresh) && !has_live_peer(*present, *other);
  if (only_one_with_peer || (present && carries_traffic(*present, fresh)))
    return Reason{"new-key-stays", "the traffic uses the new key: it stays, beside the old one",
                  "macsecctl disassociate-key takes either out of use"};
  return std::nullopt;
}

// A third key would draw the traffic away from the new one.
Result<void> Connection::not_while_rotating(const mka::Ckn& ckn) const {
  if (!saved_.rotation || saved_.rotation->fresh == ckn) return {};
  const auto& old = saved_.rotation->old;
  if (std::find(old.begin(), old.end(), ckn) != old.end()) return {};
  return Failure{{Errc::busy,
                  "a rotation to key " + saved_.rotation->fresh.hex() + " is still under way",
                  "wait for it, or end it: macsecctl rotate " + name() + " --abort"}};
}

RotationDecision Connection::rotation_step(const std::optional<mka::KayStatus>& present) const {
  const Rotation& rotation = *saved_.rotation;
  const Key* fresh = saved_.keys.find(rotation.fresh);
  RotationFacts facts;
  facts.wanted = fresh != nullptr && fresh->wanted;
  facts.live_peer = present && has_live_peer(*present, rotation.fresh);
  if (carried_since_) facts.carries_for = now() - *carried_since_;
  for (const mka::Ckn& ckn : rotation.old) {
    const Key* key = saved_.keys.find(ckn);
    facts.old_wanted = facts.old_wanted || (key != nullptr && key->wanted);
    facts.old_leaves = facts.old_leaves || (key != nullptr && key->leaves_by);
  }
  return next_step(rotation, facts);
}

void Connection::note_carrier(const std::optional<mka::KayStatus>& present) {
  if (!present || !carries_alone(*present, saved_.rotation->fresh))
    carried_since_.reset();
  else if (!carried_since_)
    carried_since_ = now();
}

// As with other work on keys: the port may be in the middle of telling something.
void Connection::guide_rotation(const std::optional<mka::KayStatus>& present) {
  if (!saved_.rotation) return rotation_work_.clear();
  note_carrier(present);
  const RotationDecision decision = rotation_step(present);
  if (decision.step != RotationStep::abort) tell_rotation(decision.phase);
  if (decision.step != RotationStep::wait)
    rotation_work_.set(now(), [this] { work_on_rotation(); });
  else if (decision.bake_left)
    rotation_work_.set(now() + *decision.bake_left, [this] { settle(); });
  else
    rotation_work_.clear();
}

void Connection::work_on_rotation() {
  if (!saved_.rotation) return;
  const auto present = status();
  note_carrier(present);
  const auto old = saved_.rotation->old;
  switch (rotation_step(present).step) {
    case RotationStep::wait:
      break;
    case RotationStep::retire_old:
      for (const mka::Ckn& ckn : old)  // refused only if it is out of use already
        (void)disassociate_key(ckn);
      worth_saving_();
      break;
    case RotationStep::finish:
      end_rotation("rotation-finished", Level::info, "the new key has replaced the old one");
      break;
    case RotationStep::abort:
      end_rotation("rotation-aborted", Level::warning, "the new key was taken out of use");
      break;
  }
  settle();
}

void Connection::end_rotation(const char* event, Level level, std::string message) {
  AgentEvent news{.event = event, .message = std::move(message), .level = level};
  news.ckn = saved_.rotation->fresh.hex();
  saved_.rotation.reset();
  told_phase_.reset();
  carried_since_.reset();
  worth_saving_();
  tell(std::move(news));
}

std::optional<RotationView> Connection::rotation_view(const std::optional<mka::KayStatus>& present,
                                                      const std::vector<KeyView>& keys) const {
  if (!saved_.rotation) return std::nullopt;
  const RotationDecision decision = rotation_step(present);
  RotationView view{*saved_.rotation, decision.phase, decision.bake_left};
  view.age =
      std::max(mka::Duration{0},
               std::chrono::duration_cast<mka::Duration>(wall_now() - saved_.rotation->started_at));
  for (const KeyView& key : keys) {
    const Key* known = saved_.keys.find(key.ckn);
    const bool old = std::find(view.rotation.old.begin(), view.rotation.old.end(), key.ckn) !=
                     view.rotation.old.end();
    if (old && (known->wanted || known->leaves_by)) view.active_delta = key;
  }
  return view;
}

}  // namespace macsecd
