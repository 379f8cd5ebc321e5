#include "preflight.hpp"

#include <algorithm>

namespace macsecd {
namespace {

using macsec::Errc;
using enum CheckResult;

Check no_rotation(const PreflightFacts& facts) {
  if (!facts.running) return {"no-rotation-running", ok, "no rotation is under way"};
  return {"no-rotation-running", impossible,
          "a rotation to key " + facts.running->hex() + " is still under way",
          "macsecctl rotate " + facts.name + " shows it, --abort ends it", Errc::busy};
}

Check link(const PreflightFacts& facts) {
  if (facts.link_up) return {"link-up", ok, "the interface has a link"};
  return {"link-up", unsafe, "the interface has no link: nothing shows whether the new key works",
          "bring the link up first"};
}

Check secured(const PreflightFacts& facts) {
  if (facts.mode == mka::EncryptionMode::no_encrypt)
    return {"secured", unsafe, "nothing is secured: the mode is no_encrypt",
            "macsecctl update-connection " + facts.name + " --encryption-mode must_encrypt"};
  if (facts.secured) return {"secured", ok, "the connection is secured"};
  return {"secured", unsafe, "the connection is not secured: there is no traffic to move",
          "put that right first: macsecctl show " + facts.name};
}

Check sak(const PreflightFacts& facts) {
  if (facts.sak_failure.empty()) return {"sak-installed", ok, "the last SAK was installed"};
  return {"sak-installed", unsafe, "the last SAK could not be installed: " + facts.sak_failure,
          "the new key needs one: put that right first"};
}

Check old_key(const PreflightFacts& facts) {
  if (!facts.old)
    return {"old-key", impossible, "no key is in service: there is nothing to rotate from",
            "macsecctl associate-key " + facts.name};
  const std::string key = "key " + facts.old->hex();
  if (facts.old_peers > 0)
    return {"old-key", ok, key + " has a live peer; it serves until the new one has proved itself"};
  return {"old-key", unsafe, key + " has no live peer: there is no way back if the new one fails",
          "see macsecctl describe-keys " + facts.name};
}

// In a group no station is left behind for a newer key (decision 5).
Check group(const PreflightFacts& facts) {
  return {"one-peer", warning,
          std::to_string(facts.old_peers) +
              " peers: the traffic moves when all of them have the new key",
          "give the pair to each of them"};
}

Check room(const PreflightFacts& facts) {
  if (facts.pair && facts.pair->known)
    return {"room-in-keychain", ok, "the key is in the keychain already"};
  if (!facts.lacks_room) return {"room-in-keychain", ok, "the keychain has room for another key"};
  return {"room-in-keychain", impossible, facts.lacks_room->what, facts.lacks_room->hint,
          facts.lacks_room->code};
}

Check name_of_pair(const PreflightFacts& facts) {
  const NewPair& pair = *facts.pair;
  if (pair.other_cak)
    return {"ckn", impossible, "CKN " + pair.ckn.hex() + " is there with another CAK",
            "choose another CKN, or disassociate and delete that key first", Errc::key_exists};
  if (pair.ckn == facts.old)
    return {"ckn", impossible, "key " + pair.ckn.hex() + " is the one in service",
            "choose a new pair: macsecctl generate-key"};
  if (pair.twin) return {"ckn", impossible, pair.twin->what, pair.twin->hint, pair.twin->code};
  if (pair.newer)
    return {"ckn", impossible,
            "key " + pair.newer->hex() + " is newer: the traffic would not move away from it",
            "choose a new pair, or delete the key of this CKN first"};
  return {"ckn", ok, pair.known ? "the CKN is that of a key not yet in use" : "the CKN is free"};
}

Check material(const NewPair& pair) {
  if (!pair.cak_size) return {"cak", ok, "the CAK was not given: it is not looked at"};
  if (!pair.same_cak) return {"cak", ok, "no other key of the connection has this CAK"};
  return {"cak", unsafe, "key " + pair.same_cak->hex() + " has the same CAK: nothing is gained",
          "choose a new pair: macsecctl generate-key"};
}

void add_pair(std::vector<Check>& to, const PreflightFacts& facts) {
  to.push_back(name_of_pair(facts));
  to.push_back(material(*facts.pair));
  if (const auto& misfit = facts.pair->misfit)
    to.push_back({"profile", impossible, misfit->what, misfit->hint, misfit->code});
  for (const Reason& one : facts.pair->warnings)
    to.push_back({one.code, warning, one.message, one.more});
}

}  // namespace

std::vector<Check> preflight(const PreflightFacts& facts) {
  std::vector<Check> checks{no_rotation(facts), link(facts),    secured(facts),
                            sak(facts),         old_key(facts), room(facts)};
  if (facts.old_peers > 1) checks.push_back(group(facts));
  if (facts.pair) add_pair(checks, facts);
  return checks;
}

std::optional<macsec::Error> obstacle(const std::vector<Check>& checks, bool force) {
  const auto worst = [&](CheckResult result) {
    return std::find_if(checks.begin(), checks.end(),
                        [&](const Check& check) { return check.result == result; });
  };
  if (const auto found = worst(impossible); found != checks.end())
    return macsec::Error{found->code, found->message, found->more};
  const auto found = force ? checks.end() : worst(unsafe);
  if (found == checks.end()) return std::nullopt;
  return macsec::Error{found->code, found->message, found->more + "; or say --force"};
}

}  // namespace macsecd
