// Nobody is there who has the key too.
#include <array>

#include "diagnosis_causes.hpp"

namespace macsecd {
namespace {

// A newcomer is listed within a hello.
constexpr mka::Duration time_to_be_listed{3000};

std::string seen(const WireSample::Kind& kind, const char* what = "frames") {
  return std::to_string(kind.frames) + " " + what +
         (kind.from ? " from " + mka::to_string(*kind.from) : "");
}

std::string ckns(const std::vector<mka::ForeignCkn>& heard) {
  std::string out;
  for (const auto& one : heard) out += (out.empty() ? "" : ", ") + one.ckn.hex();
  return out;
}

// Ours with zeros appended, or the other way round.
const mka::ForeignCkn* twin(const Symptoms& s) {
  for (const auto& one : s.foreign)
    if (one.ours && s.key != nullptr && *one.ours == s.key->ckn) return &one;
  return nullptr;
}

std::string what_zeros(const mka::ForeignCkn& heard) {
  const std::string words = heard.ckn.hex().size() > heard.ours->hex().size()
                                ? " is ours with zeros appended"
                                : " is ours without its trailing zeros";
  return "the peer's CKN " + heard.ckn.hex() + words;
}

// We started over because of it, and count anew how long.
bool was_unlisted_before_start(const Symptoms& s) {
  return s.participant->starts_without_progress > 0 && s.accepted > 0;
}

bool is_unlisted(const Symptoms& s) {
  if (s.participant == nullptr) return false;
  return was_unlisted_before_start(s) ||
         (!s.participant->potential.empty() &&
          s.participant->unlisted_for.value_or(mka::Duration{0}) >= time_to_be_listed);
}

bool is_just_heard(const Symptoms& s) {
  return s.participant != nullptr && !s.participant->potential.empty() && !is_unlisted(s);
}

std::string unlisting_peer(const Symptoms& s) {
  if (s.participant->potential.empty()) return "a peer";
  return "the peer " + mka::to_string(s.participant->potential.front().sci);
}

std::string hint_of_older_version(const Symptoms& s) {
  if (s.participant->potential.empty()) return "";
  const auto version = s.participant->potential.front().mka_version;
  if (version >= s.participant->mka_version) return "";
  return "; it speaks MKA version " + std::to_string(version) +
         ", and may ignore ours: --mka-version " + std::to_string(version);
}

constexpr std::array list{
    Cause{"peer-does-not-list-us", is_unlisted,
          [](const Symptoms& s) { return unlisting_peer(s) + " is heard and does not hear us"; },
          [](const Symptoms& s) {
            return "the link carries EAPOL from there to here only: look for filters on the way, "
                   "and at the other end for MKPDUs with a wrong ICV" +
                   hint_of_older_version(s);
          }},
    Cause{"under-way", is_just_heard,
          [](const Symptoms&) { return std::string("a peer is heard just now"); },
          [](const Symptoms& s) { return "macsecctl wait " + s.name() + " --secured"; }},
    Cause{"duplicate-sci", [](const Symptoms& s) { return s.duplicate_scis > 0; },
          [](const Symptoms& s) {
            return "another station on the link has our SCI " +
                   mka::to_string(s.facts.after.mka->identity.sci());
          },
          [](const Symptoms& s) {
            return "give one of them another MAC address: ip link set " + s.interface() +
                   " address ...";
          }},
    Cause{"own-frames-return",
          [](const Symptoms& s) { return s.drops(mka::DropReason::reflected) > 0; },
          [](const Symptoms&) { return std::string("our own MKPDUs come back to us"); },
          [](const Symptoms&) {
            return std::string("the cable or the port at the other end loops: take the loop away");
          }},
    Cause{"icv-mismatch", [](const Symptoms& s) { return s.icv_mismatches > 0; },
          [](const Symptoms& s) {
            return "the peer has CKN " + s.key->ckn.hex() + " with another CAK";
          },
          [](const Symptoms& s) {
            return "associate the same CAK at both ends, under a new CKN or anew: macsecctl "
                   "disassociate-key " +
                   s.name() + " --ckn " + s.key->ckn.hex() + ", then delete-key and associate-key";
          }},
    Cause{"algorithm-agility", [](const Symptoms& s) { return s.agility_mismatches > 0; },
          [](const Symptoms&) {
            return std::string("the peer uses another key agreement algorithm than AES-CMAC");
          },
          [](const Symptoms&) {
            return std::string(
                "let the other end use the algorithm of IEEE 802.1X-2010 and later (0080c201)");
          }},
    Cause{"mka-version",
          [](const Symptoms& s) { return s.drops(mka::DropReason::mka_version) > 0; },
          [](const Symptoms&) {
            return std::string("the peer speaks a version of MKA that does not exist");
          },
          [](const Symptoms&) {
            return std::string("update the other end: versions 1 to 3 are known, later ones work");
          }},
    Cause{"ckn-unknown-to-peer", [](const Symptoms& s) { return twin(s) != nullptr; },
          [](const Symptoms& s) { return what_zeros(*twin(s)); },
          [](const Symptoms& s) {
            return "macsecctl update-connection " + s.name() +
                   " --ckn-match auto; or write it the same at both ends";
          }},
    Cause{"ckn-unknown-to-peer", [](const Symptoms& s) { return !s.foreign.empty(); },
          [](const Symptoms& s) {
            return "the peer uses other keys than ours; CKN heard: " + ckns(s.foreign);
          },
          [](const Symptoms& s) {
            return "associate the same pair at both ends: macsecctl associate-key " + s.name() +
                   " --ckn " + s.foreign.front().ckn.hex();
          }},
    Cause{"mkpdu-malformed", [](const Symptoms& s) { return s.malformed() > 0; },
          [](const Symptoms& s) {
            return std::to_string(s.malformed()) + " MKPDUs came that break the format";
          },
          [](const Symptoms&) {
            return std::string(
                "the drops by reason say how; some old switches want --icv-indicator always or "
                "--mka-version 1");
          }},
    Cause{"peer-silent-on-this-ckn", [](const Symptoms& s) { return s.heard > 0; },
          [](const Symptoms& s) {
            return "MKA is heard, and nothing under our CKN " + s.key->ckn.hex();
          },
          [](const Symptoms&) {
            return std::string("associate this key at the other end, and let it start there");
          }},
    Cause{"eapol-tagged", [](const Symptoms& s) { return s.facts.wire.tagged_mka.frames > 0; },
          [](const Symptoms& s) {
            return "MKA comes with a VLAN tag: " + seen(s.facts.wire.tagged_mka);
          },
          [](const Symptoms& s) {
            return "let the other end run MACsec on the port itself; or create the connection on "
                   "the VLAN: --on-vlan over " +
                   s.interface() + ".N";
          }},
    Cause{"eapol-other-type", [](const Symptoms& s) { return s.facts.wire.other_mka.frames > 0; },
          [](const Symptoms& s) {
            return "MKA comes under another EtherType than ours: " + seen(s.facts.wire.other_mka);
          },
          [](const Symptoms& s) {
            return "macsecctl update-connection " + s.name() +
                   " --ether-type 888e, or 876f; the same at both ends";
          }},
    Cause{"peer-speaks-eap", [](const Symptoms& s) { return s.facts.wire.eap.frames > 0; },
          [](const Symptoms& s) {
            return "the other end wants 802.1X authentication by EAP, not MKA: " +
                   seen(s.facts.wire.eap);
          },
          [](const Symptoms&) {
            return std::string("configure MACsec with a pre-shared key (CKN and CAK) there");
          }},
    Cause{"eapol-filtered", [](const Symptoms& s) { return s.facts.wire.bpdus.frames > 0; },
          [](const Symptoms& s) {
            return "no EAPOL comes through the bridge next to us: " +
                   seen(s.facts.wire.bpdus, "BPDUs") + ", and no MKPDU";
          },
          [](const Symptoms&) {
            return std::string(
                "if it is the other end, configure MACsec there; if it stands between, let it "
                "pass 01:80:c2:00:00:03 (Linux: group_fwd_mask 8), or choose --group-address "
                "and --ether-type that it passes, the same at both ends");
          }},
    Cause{"peer-without-macsec", [](const Symptoms& s) { return s.facts.wire.clear.frames > 0; },
          [](const Symptoms& s) {
            return "the other end sends in clear and speaks no MKA: " + seen(s.facts.wire.clear);
          },
          [](const Symptoms&) {
            return std::string("configure MACsec with this key at the other end");
          }},
    Cause{"no-eapol-heard", [](const Symptoms&) { return true; },
          [](const Symptoms& s) { return "nothing of MKA is heard on " + s.interface(); },
          [](const Symptoms&) {
            return std::string(
                "is MACsec configured and the port up at the other end, and does the path carry "
                "EAPOL (EtherType 888e, 01:80:c2:00:00:03)?");
          }},
};

}  // namespace

std::span<const Cause> causes_without_peer() { return list; }

}  // namespace macsecd
