#include "diagnosis.hpp"

#include <algorithm>

#include "catch.hpp"
#include "keys.hpp"

using namespace macsecd;
using namespace std::chrono_literals;

namespace {

const mka::Ckn ours = test::ckn("aa01");
const mka::Sci peer_sci{{{2, 0, 0, 0, 0, 0x0b}}, 1};

std::size_t at(mka::DropReason reason) { return static_cast<std::size_t>(reason); }

mka::PeerStatus peer() {
  mka::PeerStatus out;
  out.sci = peer_sci;
  out.mka_version = 3;
  out.capability = mka::MacsecCapability::offset_0;
  out.macsec_desired = out.receives = out.transmits = true;
  return out;
}

// Of ms-eth3: it transmits, and receives from the peer.
netlink::MacsecDevice secy() {
  netlink::MacsecDevice out;
  out.ifindex = 4;
  out.operational = true;
  out.receive_scs = {{.sci = peer_sci, .active = true}};
  out.receive_scs.front().sas = {{.an = {}, .pn = 1, .active = true}};
  return out;
}

mka::ParticipantStatus principal() {
  mka::ParticipantStatus out{.ckn = ours, .principal = true, .mi = {}};
  out.mka_version = 3;
  return out;
}

// Of what stands in a look: the one participant.
mka::ParticipantStatus& participant(DiagnosisFacts& facts) {
  return facts.after.mka->participants.front();
}
KeyFacts& key(DiagnosisFacts& facts) { return facts.keys.front().facts; }

// Link and key are there, nobody else is; it was watched for 6 s.
DiagnosisFacts alone() {
  DiagnosisFacts facts;
  facts.settings.name = "uplink";
  facts.settings.interface = "eth3";
  facts.settings.device = "ms-eth3";
  facts.parent = netlink::Link{
      .ifindex = 3, .name = "eth3", .up = true, .running = true, .lower_up = true, .mtu = 1500};
  facts.device = netlink::Link{.ifindex = 4, .name = "ms-eth3", .up = true, .mtu = 1468};
  facts.keys = {{ours, {.link_up = true, .ckn = ours}}};
  facts.before.mka = mka::KayStatus{};
  facts.before.mka->participants = {principal()};
  facts.before.secy = secy();
  facts.after = facts.before;
  facts.watched = 6s;
  return facts;
}

// A live peer, and no SAK yet.
DiagnosisFacts authenticated() {
  DiagnosisFacts facts = alone();
  for (Look* look : {&facts.before, &facts.after}) {
    auto& p = look->mka->participants.front();
    p.live = {peer()};
    p.live.front().receives = p.live.front().transmits = false;
    p.live_for = 10s;
    p.key_server = mka::KeyServerStatus{peer_sci, 10};
  }
  key(facts).live_peer = true;
  return facts;
}

DiagnosisFacts secured() {
  DiagnosisFacts facts = authenticated();
  for (Look* look : {&facts.before, &facts.after}) {
    look->mka->secured = true;
    look->mka->open = true;
  }
  key(facts).secured = true;
  return facts;
}

netlink::ReceiveScStatistics& received(DiagnosisFacts& facts) {
  return facts.after.secy->receive_scs.front().statistics;
}

// One reason, in a sentence, with what to do.
void answered(const DiagnosisFacts& facts, const std::string& code, const std::string& part = "") {
  const Diagnosis diagnosis = diagnose(facts);
  CHECK(diagnosis.verdict.code == code);
  CHECK_FALSE(diagnosis.healthy());
  CHECK_FALSE(diagnosis.verdict.more.empty());
  INFO(diagnosis.verdict.message << " | " << diagnosis.verdict.more);
  CHECK((diagnosis.verdict.message + diagnosis.verdict.more).find(part) != std::string::npos);
  CHECK_FALSE(diagnosis.evidence.empty());
}

bool says_also(const Diagnosis& diagnosis, const char* code) {
  return std::ranges::find(diagnosis.also, code, &Reason::code) != diagnosis.also.end();
}

}  // namespace

TEST_CASE("[diagnose] nothing is wrong") {
  DiagnosisFacts facts = secured();
  Diagnosis diagnosis = diagnose(facts);
  CHECK(diagnosis.healthy());
  CHECK(diagnosis.also.empty());
  CHECK(diagnosis.verdict.message.find("no traffic") != std::string::npos);
  received(facts).ok = 9;
  diagnosis = diagnose(facts);
  CHECK(diagnosis.healthy());
  CHECK(diagnosis.verdict.message.find("both ways") != std::string::npos);
}

TEST_CASE("[diagnose] what is wrong here is told before all others, and at once") {
  DiagnosisFacts facts = alone();
  CHECK_FALSE(is_plain(facts));
  facts.settings.admin_state = AdminState::down;
  answered(facts, "administratively-down", "macsecctl up uplink");
  CHECK(is_plain(facts));

  facts = alone();
  facts.parent.reset();
  answered(facts, "interface-gone", "eth3");
  facts = alone();
  facts.problem = Reason{"device-moved", "ms-eth3 was moved", "move it back"};
  answered(facts, "device-moved");
  facts = alone();
  facts.problem = Reason{"UnsupportedInterface", "eth3 is a port of a bridge", "use the bridge"};
  answered(facts, "interface-unsuitable");
  facts = alone();
  facts.parent->up = false;
  answered(facts, "interface-down", "ip link set eth3 up");
  facts = alone();
  facts.parent->lower_up = false;
  answered(facts, "interface-down", "no carrier");
  facts = alone();
  facts.problem = Reason{"KernelUnsupported", "there is no macsec driver", "modprobe macsec"};
  answered(facts, "kernel-refused", "modprobe macsec");
  facts = alone();
  facts.after.eapol.send_failed = 3;
  answered(facts, "eapol-not-sent");
}

TEST_CASE("[diagnose] keys that cannot serve") {
  DiagnosisFacts facts = alone();
  facts.keys.clear();
  answered(facts, "no-key", "associate-key uplink");
  facts = alone();
  key(facts).readable = false;
  key(facts).unreadable_why = "the record is damaged";
  answered(facts, "secret-not-readable", "the record is damaged");
  facts = alone();
  key(facts).starts_on = "2026-01-31T12:00:00Z";
  answered(facts, "key-not-started", "2026-01-31T12:00:00Z");
}

TEST_CASE("[diagnose] nothing is heard, and what is on the wire instead") {
  DiagnosisFacts facts = alone();
  answered(facts, "no-eapol-heard");
  facts.wire.clear = {.frames = 5, .from = peer_sci.mac};
  answered(facts, "peer-without-macsec", "02:00:00:00:00:0b");
  facts.wire.bpdus = {.frames = 3, .from = peer_sci.mac};
  answered(facts, "eapol-filtered", "group_fwd_mask");
  facts.wire.eap = {.frames = 1, .from = peer_sci.mac};
  answered(facts, "peer-speaks-eap");
  facts.wire.other_mka = {.frames = 1, .from = peer_sci.mac};
  answered(facts, "eapol-other-type", "--ether-type");
  facts.wire.tagged_mka = {.frames = 1, .from = peer_sci.mac};
  answered(facts, "eapol-tagged", "--on-vlan");
}

TEST_CASE("[diagnose] what was heard long ago is not there any more") {
  DiagnosisFacts facts = alone();
  facts.before.eapol.received = facts.after.eapol.received = 100;
  key(facts).eapol_heard = true;
  key(facts).icv_mismatch = true;
  answered(facts, "no-eapol-heard");
  facts.watched = 0s;  // nobody watched: what is known of the attempt counts
  answered(facts, "icv-mismatch");
}

TEST_CASE("[M18] [diagnose] a peer with other keys") {
  DiagnosisFacts facts = alone();
  facts.after.eapol.received = 3;
  answered(facts, "peer-silent-on-this-ckn", "aa01");
  facts.after.mka->drops[at(mka::DropReason::param_overrun)] = 3;
  answered(facts, "mkpdu-malformed");
  facts.after.mka->foreign_ckns = {{test::ckn("bb"), peer_sci, 1s},
                                   {test::ckn("cc"), peer_sci, 2s}};
  answered(facts, "ckn-unknown-to-peer", "bb, cc");
  facts.after.mka->foreign_ckns.push_back({test::ckn("aa010000"), peer_sci, 1s, ours});
  answered(facts, "ckn-unknown-to-peer", "ours with zeros appended");
  answered(facts, "ckn-unknown-to-peer", "--ckn-match auto");
  facts.after.mka->drops[at(mka::DropReason::mka_version)] = 3;
  answered(facts, "mka-version");
  participant(facts).agility_mismatches = 2;
  answered(facts, "algorithm-agility");
  participant(facts).icv_mismatches = 2;
  answered(facts, "icv-mismatch", "aa01");
  facts.after.mka->drops[at(mka::DropReason::reflected)] = 3;
  answered(facts, "own-frames-return");
  participant(facts).duplicate_scis = 2;
  answered(facts, "duplicate-sci");
  participant(facts).potential = {peer()};
  answered(facts, "under-way");
  participant(facts).unlisted_for = 5s;
  answered(facts, "peer-does-not-list-us", "02000000000b0001");
  participant(facts).potential.front().mka_version = 1;
  answered(facts, "peer-does-not-list-us", "--mka-version 1");
}

TEST_CASE("[diagnose] a peer that does not list us, just after we started over") {
  DiagnosisFacts facts = alone();
  facts.after.eapol.received = 3;
  participant(facts).mkpdus_accepted = 3;
  answered(facts, "peer-silent-on-this-ckn");
  participant(facts).starts_without_progress = 1;
  answered(facts, "peer-does-not-list-us", "a peer is heard");
  participant(facts).mkpdus_accepted = 0;
  answered(facts, "peer-silent-on-this-ckn");
}

TEST_CASE("[diagnose] a CKN without our trailing zeros") {
  DiagnosisFacts facts = alone();
  facts.after.eapol.received = 3;
  facts.after.mka->foreign_ckns = {{test::ckn("aa"), peer_sci, 1s, ours}};
  answered(facts, "ckn-unknown-to-peer", "without its trailing zeros");
}

TEST_CASE("[diagnose] a peer is there, and no SAK") {
  DiagnosisFacts facts = authenticated();
  answered(facts, "no-sak-from-key-server", "02000000000b0001");
  participant(facts).live_for = 1s;
  answered(facts, "under-way");

  facts = authenticated();
  participant(facts).elected_self = true;
  answered(facts, "under-way");
  facts.after.mka->saks_distributed = 1;
  answered(facts, "cipher-not-allowed", "does not take up");

  facts = authenticated();
  key(facts).refusal = mka::RefuseReason::weak_sak;
  answered(facts, "no-sak-from-key-server", "weak_sak");
  key(facts).refusal = mka::RefuseReason::ssci_mismatch;
  answered(facts, "no-sak-from-key-server", "--ssci-mode");
  participant(facts).key_server.reset();
  answered(facts, "no-key-server", "255");
  participant(facts).live.front().capability = mka::MacsecCapability::none;
  answered(facts, "peer-macsec-not-desired");
  participant(facts).live.front() = peer();
  key(facts).macsec_not_desired = true;
  answered(facts, "peer-macsec-not-desired");
  key(facts).refusal = mka::RefuseReason::suite_not_accepted;
  key(facts).refused_suite = mka::CipherSuite::gcm_aes_128;
  answered(facts, "cipher-not-allowed", "gcm-aes-128");
  key(facts).sak_failure = "Device or resource busy (16)";
  answered(facts, "sak-install-failed", "busy (16)");
  facts.refusal = netlink::KernelError{.os = 16};
  const auto evidence = diagnose(facts).evidence;
  const auto kernel = std::ranges::find(evidence, "kernel", &Evidence::name);
  REQUIRE(kernel != evidence.end());
  CHECK(kernel->figures.at("errno") == 16);
}

TEST_CASE("[diagnose] secured, and yet no traffic") {
  DiagnosisFacts facts = secured();
  received(facts).not_valid = 4;
  answered(facts, "data-plane-mismatch", "4 frames");
  received(facts).ok = 4;
  answered(facts, "frames-refused");
  facts.after.mka->data_plane_mismatch = true;
  answered(facts, "data-plane-mismatch");

  facts = secured();
  facts.after.secy->operational = false;
  answered(facts, "data-plane-mismatch", "transmit SA");
  facts.after.secy->offload = netlink::Offload::mac;  // hardware has it
  CHECK(diagnose(facts).healthy());

  facts = secured();
  facts.after.paths.sent = {{peer_sci, {}, 41}};
  answered(facts, "data-plane-mismatch", "40 were sent");
  for (Look* look : {&facts.before, &facts.after})  // they came before, and are reported late
    look->secy->receive_scs.front().sas.front().pn = 41;
  CHECK(diagnose(facts).healthy());

  facts = secured();
  facts.device->up = false;
  answered(facts, "device-down", "ip link set ms-eth3 up");
}

TEST_CASE("[diagnose] frames that are too large, too late, or lost") {
  DiagnosisFacts facts = secured();
  facts.after.paths.probe =
      mka::PathProbeStatus{.frame_octets = 1514, .sent = 3, .heard = 0, .passed_over = 1};
  CHECK(diagnose(facts).healthy());
  facts.after.paths.probe->passed_over = 3;
  answered(facts, "mtu-too-small", "an MTU of 1500");
  facts.after.paths.probe->heard = 1;
  CHECK(diagnose(facts).healthy());

  facts = secured();
  facts.after.secy->statistics.out_too_long = 1;
  answered(facts, "mtu-too-small", "raise-parent");
  facts = secured();
  facts.reasons = {{"mtu-too-small", "eth3 refuses an MTU of 9032", "choose less"}};
  answered(facts, "mtu-too-small", "9032");

  facts = secured();
  received(facts).late = 3;
  answered(facts, "frames-out-of-order");

  facts = secured();
  auto& sa = facts.after.secy->receive_scs.front().sas.front();
  sa.pn = 31;
  sa.statistics.in_ok = 20;
  received(facts).ok = 20;
  answered(facts, "frames-lost", "10 frames");
  sa.statistics.in_ok = 30;
  CHECK(diagnose(facts).healthy());
  // The kernel's counter has 32 bits.
  facts.before.secy->receive_scs.front().sas.front().statistics.in_ok = 0xFFFFFFF0;
  sa.statistics.in_ok = 14;
  CHECK(diagnose(facts).healthy());
}

TEST_CASE("[diagnose] what else is wrong is told behind the one reason") {
  DiagnosisFacts facts = alone();
  facts.reasons = {{"clear-traffic", "the link is up but CLEAR", ""},
                   {"interface-down", "eth3 has no link", ""}};
  facts.parent->lower_up = false;
  const DiagnosedKey failed{
      test::ckn("bb"), {}, {KeyState::failed, {{"icv-mismatch", "another CAK", ""}}}};
  facts.keys.push_back(failed);
  const Diagnosis diagnosis = diagnose(facts);
  CHECK(diagnosis.verdict.code == "interface-down");
  CHECK(says_also(diagnosis, "clear-traffic"));
  CHECK(says_also(diagnosis, "icv-mismatch"));
  CHECK_FALSE(says_also(diagnosis, "interface-down"));

  facts = secured();
  participant(facts).live.push_back(peer());
  CHECK(diagnose(facts).healthy());
  CHECK(says_also(diagnose(facts), "multiple-peers"));
}

TEST_CASE("[diagnose] the key that came farthest is spoken of") {
  DiagnosisFacts facts = authenticated();
  facts.keys.insert(facts.keys.begin(), DiagnosedKey{test::ckn("bb"), {.link_up = true}});
  answered(facts, "no-sak-from-key-server");
}

TEST_CASE("[diagnose] nothing of the agent is needed for facts without a look") {
  DiagnosisFacts facts = alone();
  facts.before = facts.after = {};
  answered(facts, "kernel-refused");
}

TEST_CASE("[diagnose] a diagnosis as JSON") {
  DiagnosisFacts facts = alone();
  facts.after.eapol = {.received = 2, .sent = 5};
  const macsec::Json json = describe("uplink", diagnose(facts));
  CHECK(json["connectionName"] == "uplink");
  CHECK(json["healthy"] == false);
  CHECK(json["code"] == "peer-silent-on-this-ckn");
  CHECK(json["also"].is_array());
  const auto& eapol = json["evidence"][1];
  CHECK(eapol["name"] == "eapol");
  CHECK(eapol["figures"]["receivedMeanwhile"] == 2);
  CHECK(eapol["figures"]["sent"] == 5);
}
