// Several keys on one port, and the modes of a port.
#include "stories.hpp"

using namespace sim;
using mka::EncryptionMode;
using mka::EventKind;

namespace {

std::optional<mka::Ckn> principal(const Port& port) {
  for (const auto& participant : port.status().participants)
    if (participant.principal) return participant.ckn;
  return std::nullopt;
}

Pair pair_in(EncryptionMode mode) {
  return Pair({.name = "left", .priority = 10, .mode = mode},
              {.name = "right", .priority = 20, .mode = mode});
}

}  // namespace

TEST_CASE("M29 M32: the newest common key is used, and the change loses nothing", "[sim]") {
  Pair p;
  p.secure();
  p.world.share_key(p.left, p.right, "0002");
  p.world.run_for(30s);
  CHECK(principal(p.left) == mka::Ckn::from_hex("0002"));
  CHECK(principal(p.right) == mka::Ckn::from_hex("0002"));
  CHECK(p.agree());
  p.left.disassociate("c0ffee");
  p.right.disassociate("c0ffee");
  p.world.run_for(30s);
  CHECK(p.agree());
  INFO(p.world.ledger().text());
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("M30: the newest key goes away at one side: the older one carries on", "[sim]") {
  Pair p;
  p.world.share_key(p.left, p.right, "0001");
  p.world.share_key(p.left, p.right, "0002");
  p.world.link_up();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(20s);
  REQUIRE(principal(p.left) == mka::Ckn::from_hex("0002"));
  const bool at_server = GENERATE(true, false);
  (at_server ? p.left : p.right).disassociate("0002");
  p.world.run_for(two_life_times + 8s);
  CHECK(principal(p.left) == mka::Ckn::from_hex("0001"));
  CHECK(principal(p.right) == mka::Ckn::from_hex("0001"));
  CHECK(p.agree());
}

TEST_CASE("M30: a key that only one side has disturbs nothing", "[sim]") {
  Pair p;
  p.secure();
  p.left.associate({.ckn = "aa01"});
  p.right.associate({.ckn = "bb01"});
  p.world.run_for(60s);
  CHECK(p.agree());
  CHECK(p.world.ledger().lost() == 0);
  CHECK(p.left.distributed() == 1);
}

TEST_CASE("the last key goes away", "[sim]") {
  Pair p;
  p.secure();
  p.left.disassociate("c0ffee");
  p.world.run_for(7s);
  CHECK_FALSE(p.left.secured());
  CHECK_FALSE(p.right.secured());
  CHECK(p.left.keys_installed() == 0);
  CHECK(p.right.keys_installed() == 0);
  p.left.associate({.ckn = "c0ffee"});
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
}

TEST_CASE("eight keys at both ends", "[sim]") {
  Pair p;
  for (const char* ckn : {"01", "02", "03", "04", "05", "06", "07", "08"})
    p.world.share_key(p.left, p.right, ckn);
  p.world.link_up();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(30s);
  CHECK(p.agree());
  CHECK(principal(p.left) == mka::Ckn::from_hex("08"));
}

TEST_CASE("must encrypt passes nothing without a SAK", "[sim]") {
  Pair p = pair_in(EncryptionMode::must_encrypt);
  p.world.link_up();
  p.world.run_for(10s);
  CHECK(p.world.ledger().accepted(0, 1) == 0);
  CHECK_FALSE(p.left.secy().protection().controlled_port_enabled);
}

TEST_CASE("should encrypt passes clear text until secured, and again after", "[sim]") {
  Pair p = pair_in(EncryptionMode::should_encrypt);
  p.world.link_up();
  p.world.run_for(10s);
  CHECK(p.world.ledger().accepted(0, 1) > 400);
  p.world.share_key(p.left, p.right, "c0ffee");
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(5s);
  CHECK(p.left.secy().protection().protect_frames);
  CHECK(p.left.secy().protection().validate_frames == mka::ValidateFrames::strict);
  p.right.disassociate("c0ffee");
  p.world.run_for(10s);
  CHECK_FALSE(p.left.secured());
  p.world.ledger().forget();
  p.world.run_for(5s);
  CHECK(p.world.ledger().accepted(0, 1) > 200);
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("should encrypt becomes secured without losing a frame", "[sim]") {
  Pair p = pair_in(EncryptionMode::should_encrypt);
  p.world.link_up();
  p.world.run_for(1s);
  p.world.traffic.interval = 1ms;
  p.world.run_for(1s);
  p.world.ledger().forget();
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.run_for(10s);
  CHECK(p.agree());
  INFO(p.world.ledger().text());
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("no encryption: clear text, and MKA keeps silent", "[sim]") {
  Pair p = pair_in(EncryptionMode::no_encrypt);
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  p.world.run_for(10s);
  CHECK(p.world.recorded() == 0);
  CHECK(p.world.ledger().accepted(0, 1) > 400);
}

TEST_CASE("a mode that changes while the link is up", "[sim]") {
  Pair p = pair_in(EncryptionMode::must_encrypt);
  p.secure();
  const auto both = [&](EncryptionMode mode) {
    for (Port* port : {&p.left, &p.right})
      port->change_policy([&](mka::PortPolicy& policy) { policy.mode = mode; });
  };
  both(EncryptionMode::no_encrypt);
  p.world.run_for(10s);
  CHECK_FALSE(p.left.secured());
  p.world.ledger().forget();
  p.world.run_for(2s);
  CHECK(p.world.ledger().accepted(0, 1) > 80);
  both(EncryptionMode::must_encrypt);
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
  both(EncryptionMode::should_encrypt);
  p.world.run_for(5s);
  CHECK(p.agree());
}
