// A guided change of the CAK: the new key comes beside the old one, takes the traffic over when the
// peer has it too, proves itself for the bake time, and then the old one is retired. Decided here,
// carried out by the connection.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "mka/status.hpp"
#include "wall_clock.hpp"

namespace macsecd {

// Longer than the usual hold times of BGP (90 and 180 s): if the new key does not carry what it
// should, the routers have noticed before the old one is gone.
inline constexpr std::chrono::seconds default_bake{300};

// What is kept over restarts. How far it has come is seen from the traffic, never stored.
struct Rotation {
  mka::Ckn fresh;
  std::vector<mka::Ckn> old;  // what it replaces
  std::chrono::seconds bake = default_bake;
  bool keep_old = false;
  WallTime started_at{};
  bool operator==(const Rotation&) const = default;
};

enum class RotationPhase : std::uint8_t {
  waiting_for_peer,  // the peer does not show the new key
  moving,            // it does, and the traffic is on its way
  baking,            // the new key alone carries the traffic
  retiring,          // the old ones are on their way out
};
std::string_view to_string(RotationPhase phase);

struct RotationFacts {
  bool wanted = true;                          // the new key is still associated
  bool live_peer = false;                      // under the new key
  std::optional<mka::Duration> carries_for{};  // so long the new key alone has carried the traffic
  bool old_wanted = false;                     // an old one is still associated
  bool old_leaves = false;                     // one is disassociating
};

enum class RotationStep : std::uint8_t { wait, retire_old, finish, abort };

struct RotationDecision {
  RotationPhase phase = RotationPhase::waiting_for_peer;
  RotationStep step = RotationStep::wait;
  std::optional<mka::Duration> bake_left{};  // while it bakes
};

RotationDecision next_step(const Rotation& rotation, const RotationFacts& facts);

// The traffic is protected both ways under this key, its peer is there, and no SAK of another key
// is left.
bool carries_alone(const mka::KayStatus& status, const mka::Ckn& ckn);

}  // namespace macsecd
