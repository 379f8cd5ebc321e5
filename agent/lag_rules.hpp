// What the members of a LAG must have in common, and whether a connection has it: pure functions of
// facts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "control/error.hpp"
#include "key_state.hpp"
#include "keychain.hpp"
#include "settings.hpp"

namespace macsecd {

struct MemberFacts {
  const ConnectionSettings& settings;
  const Keychain& keys;
  bool pending = true;                   // never secured: its suite may still change
  std::optional<Reason> problem{};       // why it has no macsec device at work
  std::optional<std::uint32_t> speed{};  // Mb/s; none: it does not know
  std::uint32_t mtu = 0;                 // of the macsec device
  std::string lag{};                     // it is a member of already
};

// Why this connection cannot be a member at all.
std::optional<macsec::Error> unfit(const MemberFacts& joiner);
// ... or not beside this member.
std::optional<macsec::Error> mismatch(const MemberFacts& joiner, const MemberFacts& member);

// What becomes of the joiner's mode, policy and keys when it becomes like the member; in order.
std::vector<Reason> changes(const MemberFacts& joiner, const MemberFacts& member);
// The keys of the joiner that the LAG does not have.
std::vector<mka::Ckn> own_keys(const Keychain& joiner, const Keychain& member);

// The member's mode and policy, under the joiner's names and in its admin state.
ConnectionSettings like(const ConnectionSettings& joiner, const ConnectionSettings& member);

}  // namespace macsecd
