#include "key_reasons.hpp"

namespace macsecd {
namespace {

std::string list_of(const std::vector<mka::ForeignCkn>& heard) {
  std::string out;
  for (const auto& one : heard) out += (out.empty() ? "" : ", ") + one.ckn.hex();
  return out;
}

Reason unknown_to_peer(const KeyFacts& facts) {
  for (const auto& one : facts.foreign_ckns)
    if (one.ours && one.ours == facts.ckn)
      return {"ckn-unknown-to-peer", "the peer writes this CKN with other trailing zeros",
              "CKN heard: " + one.ckn.hex() + "; --ckn-match auto accepts that"};
  return {"ckn-unknown-to-peer", "the peer uses other keys",
          "CKN heard: " + list_of(facts.foreign_ckns)};
}

std::optional<Reason> why_not_authentic(const KeyFacts& facts) {
  if (facts.duplicate_sci)
    return Reason{"duplicate-sci", "another station on this link uses our MAC address",
                  "give one of them another address"};
  if (facts.icv_mismatch)
    return Reason{"icv-mismatch", "the peer uses this CKN with another CAK",
                  "associate the same CAK on both ends"};
  if (facts.agility_mismatch)
    return Reason{"algorithm-agility", "the peer uses another key agreement algorithm",
                  "only that of IEEE 802.1X-2010 and later exists"};
  return std::nullopt;
}

}  // namespace

Reason why_no_peer(const KeyFacts& facts) {
  if (facts.potential_peer)
    return {"peer-does-not-list-us", "the peer is heard but does not hear us",
            "the link carries EAPOL in one direction only, or the peer has just started"};
  if (const auto reason = why_not_authentic(facts)) return *reason;
  if (!facts.foreign_ckns.empty()) return unknown_to_peer(facts);
  if (facts.heard || facts.eapol_heard)
    return {"peer-silent-on-this-ckn", "the peer does not use this key",
            facts.heard ? "it did before" : "EAPOL is heard, but nothing under this CKN"};
  return {"no-eapol-heard", "nothing of MKA is heard on this link",
          "is the other end configured, and does the path carry EAPOL (EtherType 888e)?"};
}

bool speaks_for_itself(const Reason& reason) {
  return reason.code != "no-eapol-heard" && reason.code != "peer-silent-on-this-ckn";
}

std::optional<Reason> why_no_sak(const KeyFacts& facts) {
  if (!facts.sak_failure.empty())
    return Reason{"sak-install-failed", "the SAK could not be installed", facts.sak_failure};
  if (facts.refusal == mka::RefuseReason::suite_not_accepted ||
      facts.refusal == mka::RefuseReason::suite_unknown)
    return Reason{
        "cipher-not-allowed", "the key server distributes another cipher suite than ours",
        facts.refused_suite ? "it wants " + std::string(mka::to_string(*facts.refused_suite)) : ""};
  if (facts.refusal)
    return Reason{"no-sak-from-key-server", "the SAK of the key server is refused",
                  std::string(mka::to_string(*facts.refusal))};
  if (facts.macsec_not_desired)
    return Reason{"peer-macsec-not-desired", "the peer does not want MACsec",
                  "enable it at the other end"};
  if (facts.sak_not_taken_up)  // MKA has no word for a refusal: it is only never reported as in use
    return Reason{"cipher-not-allowed", "the peer does not take up the SAK that we distribute",
                  "does the other end allow our cipher suite? macsecctl show names it"};
  if (facts.no_sak)
    return Reason{"no-sak-from-key-server", "the key server makes no SAK for us",
                  "look at the other end: it is the key server"};
  return std::nullopt;
}

}  // namespace macsecd
