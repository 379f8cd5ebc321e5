#include "key_state.hpp"

#include "catch.hpp"
#include "key_facts.hpp"
#include "keys.hpp"

using namespace macsecd;

namespace {

std::string only_reason(const KeyVerdict& verdict) {
  return verdict.reasons.size() == 1 ? verdict.reasons.front().code : "";
}

KeyFacts trying(mka::Duration how_long) {
  KeyFacts facts;
  facts.link_up = true;
  facts.trying = how_long;
  return facts;
}

}  // namespace

TEST_CASE("[M34] a live peer makes a key associated") {
  KeyFacts facts = trying(mka::Duration(0));
  facts.live_peer = true;
  CHECK(key_state(facts) == KeyVerdict{KeyState::associated, {}});
}

TEST_CASE("[M33, M35] silence is associating, then failed after three life times") {
  CHECK(key_state(trying(mka::Duration(100))) == KeyVerdict{});
  const auto waiting = key_state(trying(mka::Duration(5000)));
  CHECK(waiting.state == KeyState::associating);
  CHECK(only_reason(waiting) == "no-eapol-heard");
  const auto over = key_state(trying(attempt_limit));
  CHECK(over.state == KeyState::failed);
  CHECK(only_reason(over) == "no-eapol-heard");
}

TEST_CASE("what is heard decides the reason, the most telling first") {
  KeyFacts facts = trying(attempt_limit);
  facts.eapol_heard = true;
  CHECK(only_reason(key_state(facts)) == "peer-silent-on-this-ckn");
  facts.foreign_ckns = {{test::ckn("c0ffee"), {}}, {test::ckn("0102"), {}}};
  CHECK(only_reason(key_state(facts)) == "ckn-unknown-to-peer");
  CHECK(key_state(facts).reasons[0].more == "CKN heard: c0ffee, 0102");
  facts.icv_mismatch = true;
  CHECK(only_reason(key_state(facts)) == "icv-mismatch");
  facts.potential_peer = true;
  CHECK(only_reason(key_state(facts)) == "peer-does-not-list-us");
}

TEST_CASE("a CKN of the peer that is ours but for zeros is named as that") {
  KeyFacts facts = trying(mka::Duration(0));
  facts.ckn = test::ckn("01");
  facts.foreign_ckns = {{test::ckn("0100"), {}, {}, test::ckn("01")}};
  CHECK(only_reason(key_state(facts)) == "ckn-unknown-to-peer");
  CHECK(key_state(facts).reasons[0].more.find("--ckn-match auto") != std::string::npos);
}

TEST_CASE("what is heard under our CKN and is not authentic has its own reasons") {
  KeyFacts facts = trying(attempt_limit);
  facts.agility_mismatch = true;
  CHECK(only_reason(key_state(facts)) == "algorithm-agility");
  facts.duplicate_sci = true;
  CHECK(only_reason(key_state(facts)) == "duplicate-sci");
}

TEST_CASE("[M24] a peer that does not take up our SAK fails the key") {
  KeyFacts facts = trying(mka::Duration(0));
  facts.live_peer = facts.sak_not_taken_up = true;
  CHECK(only_reason(key_state(facts)) == "cipher-not-allowed");
  facts.secured = true;
  CHECK(key_state(facts).state == KeyState::associated);
}

TEST_CASE("a peer without a SAK fails the key with the reason, unless traffic is protected") {
  KeyFacts facts = trying(mka::Duration(0));
  facts.live_peer = facts.no_sak = true;
  CHECK(only_reason(key_state(facts)) == "no-sak-from-key-server");
  facts.macsec_not_desired = true;
  CHECK(only_reason(key_state(facts)) == "peer-macsec-not-desired");
  facts.refusal = mka::RefuseReason::weak_sak;
  CHECK(only_reason(key_state(facts)) == "no-sak-from-key-server");
  facts.refusal = mka::RefuseReason::suite_not_accepted;
  facts.refused_suite = mka::CipherSuite::gcm_aes_128;
  CHECK(only_reason(key_state(facts)) == "cipher-not-allowed");
  CHECK(key_state(facts).reasons[0].more.find("gcm-aes-128") != std::string::npos);
  facts.secured = true;
  CHECK(key_state(facts) == KeyVerdict{KeyState::associated, {}});
}

TEST_CASE("a mismatch is told before the attempt is over") {
  KeyFacts facts = trying(mka::Duration(10));
  facts.icv_mismatch = true;
  CHECK(key_state(facts).state == KeyState::associating);
  CHECK(only_reason(key_state(facts)) == "icv-mismatch");
}

TEST_CASE("a refused SAK fails the key with the kernel's words, unless traffic is protected") {
  KeyFacts facts = trying(mka::Duration(0));
  facts.live_peer = true;
  facts.sak_failure = "Device or resource busy";
  const auto refused = key_state(facts);
  CHECK(refused.state == KeyState::failed);
  CHECK(only_reason(refused) == "sak-install-failed");
  CHECK(refused.reasons[0].more == "Device or resource busy");
  facts.secured = true;
  CHECK(key_state(facts).state == KeyState::associated);
}

TEST_CASE("without link nothing fails, without CAK nothing works") {
  KeyFacts facts = trying(attempt_limit);
  facts.link_up = false;
  CHECK(key_state(facts).state == KeyState::associating);
  CHECK(only_reason(key_state(facts)) == "interface-down");
  facts.readable = false;
  CHECK(key_state(facts).state == KeyState::failed);
  CHECK(only_reason(key_state(facts)) == "secret-not-readable");
}

TEST_CASE("counts from before the attempt do not count") {
  Key key{test::ckn("01"), test::derived(1), 1, {mka::Time{}, 10, 3}};
  mka::KayStatus status;
  status.participants.push_back({key.ckn, false, {}});
  status.participants[0].mkpdus_accepted = 10;
  status.participants[0].icv_mismatches = 3;
  const mka::Time later{mka::Duration(900)};
  KeyFacts facts = key_facts(key, status, {true, true, ""}, later);
  CHECK_FALSE(facts.heard);
  CHECK_FALSE(facts.icv_mismatch);
  CHECK(facts.trying == mka::Duration(900));
  status.participants[0].icv_mismatches = 4;
  facts = key_facts(key, status, {true, true, ""}, later);
  CHECK(facts.icv_mismatch);
}

TEST_CASE("what live peers want, and what came of it, are facts of a key") {
  const Key key{test::ckn("01"), test::derived(1), 1, {mka::Time{}, 0, 0}};
  mka::KayStatus status;
  status.participants.push_back({key.ckn, false, {}});
  mka::ParticipantStatus& participant = status.participants[0];
  const auto facts = [&] { return key_facts(key, status, {true, true, ""}, mka::Time{}); };
  CHECK_FALSE(facts().macsec_not_desired);
  participant.live.resize(2);
  CHECK(facts().macsec_not_desired);
  participant.live[1].macsec_desired = true;
  CHECK_FALSE(facts().macsec_not_desired);

  CHECK_FALSE(facts().no_sak);
  participant.last_stall = mka::Stall::no_sak_from_key_server;
  CHECK(facts().no_sak);
  participant.last_stall = mka::Stall::sak_not_taken_up_by_peer;
  CHECK_FALSE(facts().no_sak);
  CHECK(facts().sak_not_taken_up);

  participant.last_refusal = mka::RefuseReason::member_unknown;
  CHECK_FALSE(facts().refusal);  // not in the beginning
  participant.last_refusal = mka::RefuseReason::suite_not_accepted;
  CHECK(facts().refusal);
  participant.last_refusal = mka::RefuseReason::member_unknown;
  participant.live_for = mka::Duration(6000);
  CHECK(facts().refusal);
}

TEST_CASE(
    "[M36, M37] what is not wanted is disassociated, or disassociating while traffic needs it") {
  KeyFacts facts = trying(attempt_limit);
  facts.wanted = false;
  facts.live_peer = true;
  CHECK(key_state(facts) == KeyVerdict{KeyState::disassociated, {}});
  facts.readable = false;
  CHECK(key_state(facts).state == KeyState::disassociated);
  facts.readable = facts.leaving = true;
  CHECK(key_state(facts).state == KeyState::disassociating);
  CHECK(only_reason(key_state(facts)) == "traffic-moves");
}

TEST_CASE("[M37] a key whose time has not come is associating, and says when") {
  KeyFacts facts = trying(attempt_limit);
  facts.starts_on = "2026-01-31T12:00:00Z";
  const auto verdict = key_state(facts);
  CHECK(verdict.state == KeyState::associating);
  CHECK(only_reason(verdict) == "not-yet-started");
  CHECK(verdict.reasons[0].more == "2026-01-31T12:00:00Z");
}

TEST_CASE("[M46] a key that waits for its peer never fails, but tells a wrong CAK") {
  KeyFacts facts = trying(mka::Duration(1000000));
  facts.waits_for_peer = true;
  CHECK(key_state(facts).state == KeyState::associating);
  CHECK(only_reason(key_state(facts)) == "waiting-for-peer");
  facts.icv_mismatch = true;
  REQUIRE(key_state(facts).reasons.size() == 2);
  CHECK(key_state(facts).reasons[1].code == "icv-mismatch");
  facts.live_peer = true;
  CHECK(key_state(facts).state == KeyState::associated);
}

TEST_CASE("[M35] the time after which a key has failed can be set, and it heals by itself") {
  KeyFacts facts = trying(mka::Duration(20000));
  facts.patience = mka::Duration(60000);
  CHECK(key_state(facts).state == KeyState::associating);
  facts.trying = facts.patience;
  CHECK(key_state(facts).state == KeyState::failed);
  facts.live_peer = true;
  CHECK(key_state(facts).state == KeyState::associated);
}

TEST_CASE("a key carries traffic while a SAK of it is used in any direction") {
  mka::KayStatus status;
  CHECK_FALSE(carries_traffic(status, test::ckn("01")));
  status.old = mka::SakStatus{{{}, 1}, *mka::An::from(0), test::ckn("01")};
  CHECK_FALSE(carries_traffic(status, test::ckn("01")));
  status.old->receives = true;
  CHECK(carries_traffic(status, test::ckn("01")));
  CHECK_FALSE(carries_traffic(status, test::ckn("02")));
}

TEST_CASE("a key of a connection that was taken down waits, and does not fail") {
  KeyFacts facts = trying(attempt_limit);
  facts.admin_up = false;
  const auto verdict = key_state(facts);
  CHECK(verdict.state == KeyState::associating);
  CHECK(only_reason(verdict) == "administratively-down");
  facts.wanted = false;
  CHECK(key_state(facts).state == KeyState::disassociated);
}
