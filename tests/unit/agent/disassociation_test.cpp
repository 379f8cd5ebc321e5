#include "disassociation.hpp"

#include "catch.hpp"
#include "keys.hpp"

using namespace macsecd;
using mka::EncryptionMode;

namespace {

DisassociationFacts last_key(EncryptionMode mode, OnLastKey rule) {
  return {
      .ckn = test::ckn("01"), .carries_traffic = true, .last = true, .mode = mode, .rule = rule};
}

}  // namespace

TEST_CASE("[M38] a key can be disassociated while it associates, is associated, or has failed") {
  DisassociationFacts facts{.ckn = test::ckn("01")};
  for (const auto state : {KeyState::associating, KeyState::associated, KeyState::failed}) {
    facts.state = state;
    CHECK(disassociation(facts));
  }
  for (const auto state : {KeyState::disassociating, KeyState::disassociated}) {
    facts.state = state;
    REQUIRE_FALSE(disassociation(facts));
    CHECK(disassociation(facts).error().code == macsec::Errc::incorrect_status);
  }
}

TEST_CASE("[M38] traffic moves to the next key that has a peer, before the key is gone") {
  DisassociationFacts facts{.ckn = test::ckn("01"), .carries_traffic = true};
  facts.next_live = test::ckn("02");
  const auto moves = disassociation(facts);
  REQUIRE(moves);
  CHECK(moves->leaves_slowly);
  CHECK(moves->consequence.code == "traffic-moves");
  CHECK(moves->consequence.message.find("02") != std::string::npos);

  facts.carries_traffic = false;
  CHECK_FALSE(disassociation(facts)->leaves_slowly);
  CHECK(disassociation(facts)->consequence.code == "none");
}

TEST_CASE("[M40] a relieved key serves until its successor can") {
  DisassociationFacts facts{.ckn = test::ckn("01"), .carries_traffic = true, .relieved = true};
  CHECK(disassociation(facts)->leaves_slowly);
}

TEST_CASE("[M44] without another peer the consequence is named") {
  DisassociationFacts facts{.ckn = test::ckn("01"), .carries_traffic = true};
  facts.mode = EncryptionMode::must_encrypt;
  CHECK(disassociation(facts)->consequence.code == "traffic-blocked");
  CHECK_FALSE(disassociation(facts)->leaves_slowly);
  CHECK_FALSE(disassociation(facts)->downgrades);
  facts.mode = EncryptionMode::should_encrypt;
  CHECK(disassociation(facts)->consequence.code == "clear-traffic");
}

TEST_CASE("[M45] the last key in must_encrypt: downgrade, block or refuse") {
  const auto must = EncryptionMode::must_encrypt;
  const auto downgrade = disassociation(last_key(must, OnLastKey::downgrade));
  REQUIRE(downgrade);
  CHECK(downgrade->downgrades);
  CHECK(downgrade->consequence.code == "mode-downgraded");
  const auto block = disassociation(last_key(must, OnLastKey::block));
  REQUIRE(block);
  CHECK_FALSE(block->downgrades);
  CHECK(block->consequence.code == "traffic-blocked");
  const auto refuse = disassociation(last_key(must, OnLastKey::refuse));
  REQUIRE_FALSE(refuse);
  CHECK(refuse.error().code == macsec::Errc::incorrect_status);
}

TEST_CASE("[M45] the rule for the last key has no effect in other modes") {
  for (const auto rule : {OnLastKey::downgrade, OnLastKey::block, OnLastKey::refuse}) {
    const auto should = disassociation(last_key(EncryptionMode::should_encrypt, rule));
    REQUIRE(should);
    CHECK_FALSE(should->downgrades);
    CHECK(should->consequence.code == "clear-traffic");
    CHECK(disassociation(last_key(EncryptionMode::no_encrypt, rule))->consequence.code == "none");
  }
}
