#include "diagnosis_evidence.hpp"

#include "spelling.hpp"

namespace macsecd {
namespace {

using std::to_string;

std::string in_the_watch(const Symptoms& s) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(s.facts.watched).count();
  return "in " + to_string(seconds) + " s";
}

std::string state_of(const netlink::Link& link) {
  return link.name +
         (!link.up         ? " is down"
          : !link.lower_up ? " has no carrier"
                           : " is up") +
         " with MTU " + to_string(link.mtu);
}

Evidence links(const Symptoms& s) {
  Evidence out{.name = "link", .message = s.interface() + " does not exist"};
  if (!s.facts.parent) return out;
  out.message = state_of(*s.facts.parent);
  out.figures["mtu"] = s.facts.parent->mtu;
  if (!s.facts.device) return out;
  out.message += ", " + state_of(*s.facts.device);
  out.figures["deviceMtu"] = s.facts.device->mtu;
  return out;
}

Evidence eapol(const Symptoms& s) {
  const auto& before = s.facts.before.eapol;
  const auto& after = s.facts.after.eapol;
  Evidence out{.name = "eapol",
               .figures = {{"sent", after.sent},
                           {"received", after.received},
                           {"notSent", after.send_failed},
                           {"sentMeanwhile", grown(before.sent, after.sent)},
                           {"receivedMeanwhile", grown(before.received, after.received)}}};
  out.message = "MKPDUs sent " + to_string(after.sent) + ", received " + to_string(after.received);
  if (after.send_failed > 0) out.message += ", not sent " + to_string(after.send_failed);
  if (s.facts.watched.count() > 0)
    out.message += "; " + in_the_watch(s) + ": sent " + to_string(out.figures["sentMeanwhile"]) +
                   ", received " + to_string(out.figures["receivedMeanwhile"]);
  return out;
}

// Empty: nothing but MKA and MACsec was on the link, or nobody listened.
Evidence wire(const Symptoms& s) {
  const WireSample& sample = s.facts.wire;
  const std::pair<const char*, const WireSample::Kind*> kinds[] = {
      {"taggedMka", &sample.tagged_mka}, {"otherMka", &sample.other_mka}, {"eap", &sample.eap},
      {"bpdus", &sample.bpdus},          {"lldp", &sample.lldp},          {"clear", &sample.clear},
      {"ownAddress", &sample.own}};
  Evidence out{.name = "wire"};
  std::vector<std::string> words;
  for (const auto& [name, kind] : kinds) {
    if (kind->frames == 0) continue;
    out.figures[name] = kind->frames;
    words.push_back(to_string(kind->frames) + " " + name +
                    (kind->from ? " from " + mka::to_string(*kind->from) : ""));
  }
  if (!words.empty())
    out.message =
        "frames beside MACsec: " + list_of(words) + (sample.full ? ", of the first that came" : "");
  return out;
}

Evidence of_key(const DiagnosedKey& key, const Symptoms& s) {
  Evidence out{.name = "key",
               .message = "CKN " + key.ckn.hex() + " " + std::string(to_string(key.verdict.state))};
  if (&key != s.key || s.participant == nullptr) return out;
  const auto& p = *s.participant;
  out.figures = {{"mkpdusAccepted", p.mkpdus_accepted},
                 {"icvMismatches", p.icv_mismatches},
                 {"agilityMismatches", p.agility_mismatches},
                 {"duplicateScis", p.duplicate_scis},
                 {"startsWithoutProgress", p.starts_without_progress}};
  out.message += ": MKPDUs accepted " + to_string(p.mkpdus_accepted) + ", with a wrong ICV " +
                 to_string(p.icv_mismatches);
  if (p.agility_mismatches > 0)
    out.message += ", of another algorithm " + to_string(p.agility_mismatches);
  if (p.duplicate_scis > 0) out.message += ", with our SCI " + to_string(p.duplicate_scis);
  if (p.starts_without_progress > 0)
    out.message += "; started over " + to_string(p.starts_without_progress) + " times";
  return out;
}

Evidence of_peer(const mka::PeerStatus& peer, bool live) {
  return {.name = "peer",
          .message = mka::to_string(peer.sci) + (live ? " is live" : " does not list us") +
                     ", MKA version " + to_string(peer.mka_version) + ", priority " +
                     to_string(peer.key_server_priority) +
                     (peer.macsec_desired ? "" : ", does not want MACsec") +
                     (peer.receives ? ", receives with the SAK" : "") +
                     (peer.transmits ? ", transmits with it" : ""),
          .figures = {{"mkaVersion", peer.mka_version},
                      {"keyServerPriority", peer.key_server_priority}}};
}

void add_peers(std::vector<Evidence>& out, const Symptoms& s) {
  if (s.participant == nullptr) return;
  for (const auto& peer : s.participant->live) out.push_back(of_peer(peer, true));
  for (const auto& peer : s.participant->potential) out.push_back(of_peer(peer, false));
}

void add_foreign_ckns(std::vector<Evidence>& out, const Symptoms& s) {
  for (const auto& one : s.foreign)
    out.push_back({.name = "ckn",
                   .message = "CKN " + one.ckn.hex() + " was heard from " +
                              mka::to_string(one.sci) + " " + to_string(one.heard_ago.count()) +
                              " ms ago",
                   .figures = {{"heardAgoMs", static_cast<std::uint64_t>(one.heard_ago.count())}}});
}

// Empty: every MKPDU counted.
Evidence drops(const Symptoms& s) {
  Evidence out{.name = "drops"};
  std::vector<std::string> words;
  for (std::size_t i = 0; i < mka::drop_reason_count; ++i) {
    const auto reason = static_cast<mka::DropReason>(i);
    const std::uint64_t count = s.drops(reason);
    if (count == 0) continue;
    out.figures[std::string(mka::to_string(reason))] = count;
    words.push_back(std::string(mka::to_string(reason)) + " " + to_string(count));
  }
  if (!words.empty()) out.message = "MKPDUs dropped: " + list_of(words);
  return out;
}

// Empty: the kernel did what it was asked for, or did so in the end.
Evidence refusal(const Symptoms& s) {
  Evidence out{.name = "kernel"};
  if (!s.facts.refusal || s.key == nullptr || s.key->facts.sak_failure.empty()) return out;
  const auto& error = *s.facts.refusal;
  out.message =
      "the kernel's last refusal: " + netlink::describe(error) + ", errno " + to_string(error.os);
  out.figures["errno"] = static_cast<std::uint64_t>(error.os);
  return out;
}

Evidence data(const Symptoms& s) {
  const DataSeen& d = s.data;
  return {.name = "data",
          .message = in_the_watch(s) + ": frames sent protected " + to_string(d.sent) +
                     ", accepted " + to_string(d.accepted) + ", refused " + to_string(d.refused) +
                     ", late " + to_string(d.late) + ", missing " + to_string(d.missing) +
                     ", in clear " + to_string(d.untagged),
          .figures = {{"sent", d.sent},
                      {"accepted", d.accepted},
                      {"refused", d.refused},
                      {"late", d.late},
                      {"missing", d.missing},
                      {"untagged", d.untagged},
                      {"tooLong", d.too_long},
                      {"overdue", d.overdue}}};
}

void add_probe(std::vector<Evidence>& out, const Symptoms& s) {
  if (!s.facts.after.paths.probe) return;
  const auto& probe = *s.facts.after.paths.probe;
  out.push_back({.name = "path",
                 .message = "MKPDUs of " + to_string(probe.frame_octets) + " octets sent " +
                            to_string(probe.sent) + ", named by the peer " +
                            to_string(probe.heard) + " times, passed over " +
                            to_string(probe.passed_over),
                 .figures = {{"frameOctets", probe.frame_octets},
                             {"sent", probe.sent},
                             {"heard", probe.heard},
                             {"passedOver", probe.passed_over}}});
}

void add_if_any(std::vector<Evidence>& out, Evidence one) {
  if (!one.message.empty()) out.push_back(std::move(one));
}

}  // namespace

std::vector<Evidence> evidence_of(const Symptoms& s) {
  std::vector<Evidence> out{links(s)};
  if (!s.facts.after.mka) return out;
  out.push_back(eapol(s));
  add_if_any(out, wire(s));
  for (const DiagnosedKey& key : s.facts.keys) out.push_back(of_key(key, s));
  add_peers(out, s);
  add_foreign_ckns(out, s);
  add_if_any(out, drops(s));
  add_if_any(out, refusal(s));
  if (!s.secured || s.facts.watched.count() == 0) return out;
  out.push_back(data(s));
  add_probe(out, s);
  return out;
}

}  // namespace macsecd
