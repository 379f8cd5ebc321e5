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
  facts.foreign_ckn = test::ckn("c0ffee");
  CHECK(only_reason(key_state(facts)) == "ckn-unknown-to-peer");
  CHECK(key_state(facts).reasons[0].more.find("c0ffee") != std::string::npos);
  facts.icv_mismatch = true;
  CHECK(only_reason(key_state(facts)) == "icv-mismatch");
  facts.potential_peer = true;
  CHECK(only_reason(key_state(facts)) == "peer-does-not-list-us");
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
  Key key{test::ckn("01"), test::cak(1), 1, {mka::Time{}, 10, 3}};
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
