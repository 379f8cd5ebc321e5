#include "key_state.hpp"

namespace macsecd {
namespace {

// Before this nothing is unusual: a peer says hello every 2 seconds.
constexpr mka::Duration first_word{4000};

Reason peer_missing(const KeyFacts& facts) {
  if (facts.potential_peer)
    return {"peer-does-not-list-us", "the peer is heard but does not hear us",
            "the link carries EAPOL in one direction only, or the peer has just started"};
  if (facts.icv_mismatch)
    return {"icv-mismatch", "the peer uses this CKN with another CAK",
            "associate the same CAK on both ends"};
  if (facts.foreign_ckn)
    return {"ckn-unknown-to-peer", "the peer uses other keys",
            "CKN heard: " + facts.foreign_ckn->hex()};
  if (facts.heard || facts.eapol_heard)
    return {"peer-silent-on-this-ckn", "the peer does not use this key",
            facts.heard ? "it did before" : "EAPOL is heard, but nothing under this CKN"};
  return {"no-eapol-heard", "nothing of MKA is heard on this link",
          "is the other end configured, and does the path carry EAPOL (EtherType 888e)?"};
}

bool speaks_for_itself(const Reason& reason) {
  return reason.code != "no-eapol-heard" && reason.code != "peer-silent-on-this-ckn";
}

// What is heard while nothing is said cannot fail.
KeyVerdict listening(const KeyFacts& facts) {
  const Reason reason = peer_missing(facts);
  KeyVerdict verdict{KeyState::associating,
                     {{"waiting-for-peer", "silent until the peer shows this key", ""}}};
  if (facts.icv_mismatch) verdict.reasons.push_back(reason);
  return verdict;
}

KeyVerdict without_peer(const KeyFacts& facts) {
  if (facts.waits_for_peer) return listening(facts);
  const Reason reason = peer_missing(facts);
  if (facts.trying >= facts.patience) return {KeyState::failed, {reason}};
  // What was heard is worth telling at once, silence only after a while.
  if (speaks_for_itself(reason) || facts.trying >= first_word)
    return {KeyState::associating, {reason}};
  return {};
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
  if (!facts.readable)
    return {KeyState::failed,
            {{"secret-not-readable", "the stored CAK could not be read",
              "associate the key again with its CAK"}}};
  if (!facts.starts_on.empty())
    return {KeyState::associating,
            {{"not-yet-started", "the key goes into service later", facts.starts_on}}};
  if (!facts.link_up)
    return {KeyState::associating, {{"interface-down", "the interface has no link", ""}}};
  if (facts.live_peer && !facts.sak_failure.empty() && !facts.secured)
    return {KeyState::failed,
            {{"sak-install-failed", "the SAK could not be installed", facts.sak_failure}}};
  if (facts.live_peer) return {KeyState::associated, {}};
  return without_peer(facts);
}

}  // namespace macsecd
