// Connection: what is told of its keys, as events.
#include <utility>

#include "connection.hpp"
#include "key_facts.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

std::string sentence_for(KeyState state) {
  switch (state) {
    case KeyState::associating:
      return "no peer yet";
    case KeyState::associated:
      return "the peer proved the same key";
    case KeyState::failed:
      return "the key does not work";
    case KeyState::disassociating:
      return "the key serves until the traffic has moved to another";
    case KeyState::disassociated:
      return "the key is no longer used";
  }
  return "";
}

}  // namespace

void Connection::tell_key_states(const std::vector<KeyView>& keys) {
  for (const KeyView& key : keys) {
    const KeyState state = key.verdict.state;
    if (std::exchange(told_[key.ckn], state) == state) continue;
    AgentEvent event{.event = "key-" + std::string(to_string(state))};
    event.ckn = key.ckn.hex();
    event.level = state == KeyState::failed ? Level::warning : Level::info;
    event.message = sentence_for(state);
    if (!key.verdict.reasons.empty()) {
      const Reason& reason = key.verdict.reasons.front();
      event.reason = reason.code;
      event.message = reason.message + (reason.more.empty() ? "" : ": " + reason.more);
    }
    tell(std::move(event));
  }
}

void Connection::tell_key_ages(const std::vector<KeyView>& keys) {
  for (const KeyView& key : keys)
    for (const Reason& caution : key.cautions) {
      if (!told_old_.insert(key.ckn).second) continue;
      tell({.event = caution.code,
            .message = caution.message + ": " + caution.more,
            .level = Level::warning,
            .ckn = key.ckn.hex()});
    }
}

// Nothing told yet: an agent before us began it.
void Connection::tell_rotation(RotationPhase phase) {
  const auto before = std::exchange(told_phase_, phase);
  if (before == phase) return;
  AgentEvent event{.event = "rotation-resumed", .message = "the rotation goes on"};
  event.ckn = saved_.rotation->fresh.hex();
  if (before == RotationPhase::waiting_for_peer && phase == RotationPhase::moving) {
    event.event = "rotation-peer-seen";
    event.message = "the peer has the new key: the traffic moves to it";
  } else if (phase == RotationPhase::baking) {
    event.event = "rotation-moved";
    event.message = "the new key carries the traffic: its bake time begins";
  } else if (phase == RotationPhase::retiring) {
    return;  // the old keys tell
  } else if (before) {
    event.event = "rotation-set-back";
    event.message = "the new key lost its peer or the traffic: the bake time begins anew later";
    event.level = Level::warning;
  }
  tell(std::move(event));
}

void Connection::tell_fallback(const std::vector<KeyView>& keys,
                               const std::optional<mka::KayStatus>& present) {
  const auto governing = present ? governing_key(*present) : std::nullopt;
  std::vector<KeyRank> in_service;
  for (const KeyView& view : keys) {
    const Key* key = saved_.keys.find(view.ckn);
    if (key != nullptr && key->in_service() && !key->start.when_peer_seen)
      in_service.push_back({view.ckn, view.verdict.state == KeyState::failed});
  }
  if (!fallback_.observe(in_service, governing)) return;
  const bool entered = fallback_.entered();
  tell({.event = entered ? "fallback-entered" : "fallback-left",
        .message = entered ? "the newest key does not work: an older one protects the traffic"
                           : "the newest key protects the traffic again",
        .level = entered ? Level::warning : Level::info,
        .ckn = governing->hex()});
}

}  // namespace macsecd
