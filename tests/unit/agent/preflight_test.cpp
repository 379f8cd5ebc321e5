#include "preflight.hpp"

#include <algorithm>

#include "catch.hpp"
#include "key_weakness.hpp"
#include "keys.hpp"

using namespace macsecd;
using macsec::Errc;
using test::ckn;

namespace {

// All is well: key 01 secures the link, and the pair 02 is to replace it.
PreflightFacts ready() {
  PreflightFacts facts{.name = "uplink"};
  facts.link_up = facts.secured = true;
  facts.old_peers = 1;
  facts.old = ckn("01");
  facts.pair = NewPair{.ckn = ckn("02"), .cak_size = 32};
  return facts;
}

Check named(const PreflightFacts& facts, const std::string& name) {
  const auto checks = preflight(facts);
  const auto found = std::find_if(checks.begin(), checks.end(),
                                  [&](const Check& check) { return check.name == name; });
  REQUIRE(found != checks.end());
  return *found;
}

// The check fails so, says what to do, is the obstacle, and force helps only against the unsafe.
void stands_in_the_way(const PreflightFacts& facts, const std::string& name, CheckResult result,
                       Errc code = Errc::incorrect_status) {
  INFO(name);
  const Check check = named(facts, name);
  CHECK(check.result == result);
  CHECK_FALSE(check.more.empty());
  const auto error = obstacle(preflight(facts), false);
  REQUIRE(error);
  CHECK(error->what == check.message);
  CHECK(error->code == code);
  CHECK(obstacle(preflight(facts), true).has_value() == (result == CheckResult::impossible));
}

}  // namespace

TEST_CASE("a secured connection with room in its keychain can be rotated") {
  for (const Check& check : preflight(ready())) {
    INFO(check.name);
    CHECK(check.result == CheckResult::ok);
    CHECK_FALSE(check.message.empty());
  }
  CHECK_FALSE(obstacle(preflight(ready()), false));
}

TEST_CASE("without a pair the connection alone is looked at") {
  PreflightFacts facts = ready();
  facts.pair.reset();
  CHECK(preflight(facts).size() == 6);
  CHECK_FALSE(obstacle(preflight(facts), false));
}

TEST_CASE("what is unsafe can be forced") {
  using enum CheckResult;
  PreflightFacts facts = ready();
  facts.link_up = false;
  stands_in_the_way(facts, "link-up", unsafe);
  facts = ready();
  facts.secured = false;
  stands_in_the_way(facts, "secured", unsafe);
  facts = ready();
  facts.mode = mka::EncryptionMode::no_encrypt;
  stands_in_the_way(facts, "secured", unsafe);
  facts = ready();
  facts.sak_failure = "no space";
  stands_in_the_way(facts, "sak-installed", unsafe);
  CHECK(named(facts, "sak-installed").message.find("no space") != std::string::npos);
  facts = ready();
  facts.old_peers = 0;
  stands_in_the_way(facts, "old-key", unsafe);
  facts = ready();
  facts.old_peers = 2;
  CHECK(named(facts, "one-peer").result == CheckResult::warning);
  CHECK_FALSE(obstacle(preflight(facts), false));
  facts = ready();
  facts.pair->same_cak = ckn("01");
  stands_in_the_way(facts, "cak", unsafe);
}

TEST_CASE("[M27, M42] what is impossible cannot") {
  using enum CheckResult;
  PreflightFacts facts = ready();
  facts.running = ckn("03");
  stands_in_the_way(facts, "no-rotation-running", impossible, Errc::busy);
  facts = ready();
  facts.old.reset();
  stands_in_the_way(facts, "old-key", impossible);
  facts = ready();
  facts.lacks_room = macsec::Error{Errc::keychain_full, "the keychain is full", "delete 0c"};
  stands_in_the_way(facts, "room-in-keychain", impossible, Errc::keychain_full);
  facts = ready();
  facts.pair->known = facts.pair->other_cak = true;
  stands_in_the_way(facts, "ckn", impossible, Errc::key_exists);
  facts = ready();
  facts.pair->ckn = ckn("01");
  stands_in_the_way(facts, "ckn", impossible);
  facts = ready();
  facts.pair->newer = ckn("03");
  stands_in_the_way(facts, "ckn", impossible);
}

TEST_CASE("a key of the keychain needs no room") {
  PreflightFacts facts = ready();
  facts.lacks_room = macsec::Error{Errc::keychain_full, "the keychain is full", "delete 0c"};
  facts.pair->known = true;
  CHECK_FALSE(obstacle(preflight(facts), false));
}

TEST_CASE("[M20] warnings are shown and stand in nobody's way") {
  PreflightFacts facts = ready();
  facts.pair->warnings =
      key_weaknesses(Profile::generic, mka::CipherSuite::gcm_aes_xpn_256, ckn("02"), 16);
  CHECK(named(facts, "weak-cak").result == CheckResult::warning);
  CHECK(named(facts, "short-ckn").result == CheckResult::warning);
  CHECK_FALSE(obstacle(preflight(facts), false));
}

TEST_CASE("the impossible is told before the unsafe") {
  PreflightFacts facts = ready();
  facts.link_up = false;
  facts.running = ckn("03");
  CHECK(obstacle(preflight(facts), false)->code == Errc::busy);
}

TEST_CASE("a pair that the other end cannot take is not even forced") {
  PreflightFacts facts = ready();
  facts.pair->misfit = macsec::Error{Errc::key_format, "the CKN has 2 digits", "64"};
  stands_in_the_way(facts, "profile", CheckResult::impossible, Errc::key_format);
}

TEST_CASE("[M15, M20] what weakens a pair") {
  const auto suite = mka::CipherSuite::gcm_aes_xpn_256;
  const auto full = ckn(std::string(64, 'a'));
  const auto found = [](Profile profile, mka::CipherSuite s, const mka::Ckn& name,
                        std::optional<std::size_t> size) {
    std::vector<std::string> codes;
    for (const Reason& one : key_weaknesses(profile, s, name, size)) codes.push_back(one.code);
    return codes;
  };
  using Codes = std::vector<std::string>;
  CHECK(found(Profile::generic, suite, full, 32).empty());
  CHECK(found(Profile::generic, suite, full, std::nullopt).empty());
  CHECK(found(Profile::generic, mka::CipherSuite::gcm_aes_128, full, 16).empty());
  CHECK(found(Profile::generic, suite, full, 16) == Codes{"weak-cak"});
  CHECK(found(Profile::generic, suite, ckn("01"), 32) == Codes{"short-ckn"});
  CHECK(found(Profile::ibm, suite, ckn("01"), 32).empty());  // its documents allow it
}

TEST_CASE("[M21] a CAK of 128 bits at Alibaba Cloud works with AES-128-CMAC, and that is said") {
  const auto suite = mka::CipherSuite::gcm_aes_128;
  const auto name = ckn(std::string(32, 'a'));
  const auto said = key_weaknesses(Profile::alibaba, suite, name, 16);
  REQUIRE(said.size() == 1);
  CHECK(said[0].code == "cak-algorithm");
  CHECK(key_weaknesses(Profile::alibaba, mka::CipherSuite::gcm_aes_256, name, 32).empty());
}
