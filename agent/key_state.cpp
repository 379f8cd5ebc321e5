#include "key_state.hpp"

#include "key_reasons.hpp"

namespace macsecd {
namespace {

// Before this nothing is unusual: a peer says hello every 2 seconds.
constexpr mka::Duration first_word{4000};

// What is heard while nothing is said cannot fail.
KeyVerdict listening(const KeyFacts& facts) {
  const Reason reason = why_no_peer(facts);
  KeyVerdict verdict{KeyState::associating,
                     {{"waiting-for-peer", "silent until the peer shows this key", ""}}};
  if (facts.icv_mismatch) verdict.reasons.push_back(reason);
  return verdict;
}

KeyVerdict without_peer(const KeyFacts& facts) {
  if (facts.waits_for_peer) return listening(facts);
  const Reason reason = why_no_peer(facts);
  if (facts.trying >= facts.patience) return {KeyState::failed, {reason}};
  // What was heard is worth telling at once, silence only after a while.
  if (speaks_for_itself(reason) || facts.trying >= first_word)
    return {KeyState::associating, {reason}};
  return {};
}

Reason why_not_readable(const KeyFacts& facts) {
  Reason reason{"secret-not-readable", "the stored CAK could not be read",
                "associate the key again with its CAK"};
  if (!facts.unreadable_why.empty()) reason.message = facts.unreadable_why;
  if (!facts.unreadable_remedy.empty()) reason.more = facts.unreadable_remedy;
  return reason;
}

KeyVerdict with_peer(const KeyFacts& facts) {
  const auto reason = facts.secured ? std::nullopt : why_no_sak(facts);
  if (reason) return {KeyState::failed, {*reason}};
  return {KeyState::associated, {}};
}

}  // namespace

std::string_view to_string(KeyState state) {
  switch (state) {
    case KeyState::associating:
      return "associating";
    case KeyState::associated:
      return "associated";
    case KeyState::failed:
      return "failed";
    case KeyState::disassociating:
      return "disassociating";
    case KeyState::disassociated:
      return "disassociated";
  }
  return "?";
}

KeyVerdict key_state(const KeyFacts& facts) {
  if (facts.leaving)
    return {KeyState::disassociating,
            {{"traffic-moves", "the key serves until the traffic has moved to another", ""}}};
  if (!facts.wanted) return {KeyState::disassociated, {}};
  if (!facts.readable) return {KeyState::failed, {why_not_readable(facts)}};
  if (!facts.admin_up)
    return {KeyState::associating,
            {{"administratively-down", "the connection was taken down", "macsecctl up"}}};
  if (!facts.starts_on.empty())
    return {KeyState::associating,
            {{"not-yet-started", "the key goes into service later", facts.starts_on}}};
  if (!facts.link_up)
    return {KeyState::associating, {{"interface-down", "the interface has no link", ""}}};
  if (facts.live_peer) return with_peer(facts);
  return without_peer(facts);
}

}  // namespace macsecd
