#include "disassociation.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Result;
using mka::EncryptionMode;

Disassociation of_last_key(const DisassociationFacts& facts) {
  if (facts.mode == EncryptionMode::no_encrypt)
    return {.consequence = {"none", "nothing changes: the mode is no_encrypt", ""}};
  if (facts.mode == EncryptionMode::should_encrypt)
    return {.consequence = {"clear-traffic", "it is the last key: traffic passes unprotected", ""}};
  if (facts.rule == OnLastKey::block)
    return {.consequence = {"traffic-blocked",
                            "it is the last key: nothing passes until another is associated", ""}};
  return {.downgrades = true,
          .consequence = {"mode-downgraded",
                          "it is the last key: must_encrypt becomes should_encrypt, and traffic "
                          "passes unprotected",
                          ""}};
}

Disassociation of_one_in_use(const DisassociationFacts& facts) {
  if (facts.next_live)
    return {
        .leaves_slowly = true,
        .consequence = {"traffic-moves", "the traffic moves to key " + facts.next_live->hex(), ""}};
  if (facts.relieved)
    return {
        .leaves_slowly = true,
        .consequence = {"traffic-moves", "the traffic moves when the peer has the other key", ""}};
  const bool blocks = facts.mode == EncryptionMode::must_encrypt;
  return {.consequence = {blocks ? "traffic-blocked" : "clear-traffic",
                          "no other key has a peer: " +
                              std::string(blocks ? "nothing passes until one has"
                                                 : "traffic passes unprotected until one has"),
                          ""}};
}

}  // namespace

Result<Disassociation> disassociation(const DisassociationFacts& facts) {
  if (facts.state == KeyState::disassociating || facts.state == KeyState::disassociated)
    return Failure{
        {Errc::incorrect_status,
         "key " + facts.ckn.hex() + " is " + std::string(to_string(facts.state)) + " already",
         "delete-key removes a disassociated key, reassociate-key uses it again"}};
  if (facts.last && facts.mode == EncryptionMode::must_encrypt && facts.rule == OnLastKey::refuse)
    return Failure{
        {Errc::incorrect_status, "it is the last key, and the connection must encrypt",
         "associate another key first, or change the rule: update-connection --on-last-key"}};
  if (facts.last) return of_last_key(facts);
  if (facts.carries_traffic) return of_one_in_use(facts);
  return Disassociation{.consequence = {"none", "the key carries no traffic", ""}};
}

}  // namespace macsecd
