// Ports that may carry clear text, and changes between the modes.
#include "stories.hpp"

using namespace sim;
using mka::EncryptionMode;
using mka::EventKind;

namespace {

// A data frame that is lost names itself.
struct ModePair : Pair {
  explicit ModePair(EncryptionMode mode = EncryptionMode::should_encrypt)
      : Pair({.name = "left", .priority = 10, .mode = mode},
             {.name = "right", .priority = 20, .mode = mode}) {}

  void set_mode(Port& port, EncryptionMode mode) {
    port.change_policy([&](mka::PortPolicy& policy) { policy.mode = mode; });
  }
  void nothing_lost() {
    INFO(world.ledger().text());
    CHECK(world.ledger().lost() == 0);
    CHECK(world.ledger().accepted(0, 1) > 0);
    CHECK(world.ledger().accepted(1, 0) > 0);
    world.ledger().forget();
  }
  bool clear(const Port& port) const { return !port.secy().protection().protect_frames; }
  bool both_clear() const { return clear(left) && clear(right); }
};

bool open(const Port& port) { return port.secy().protection().controlled_port_enabled; }
bool strict(const Port& port) {
  return port.secy().protection().validate_frames == mka::ValidateFrames::strict;
}

}  // namespace

TEST_CASE("M50: a port waits for MKA before it opens in clear", "[sim][802.1X 12.4]") {
  ModePair p;
  p.left.associate({"c0ffee"});
  p.left.link(true);
  p.world.run_for(5900ms);
  CHECK_FALSE(open(p.left));
  CHECK(strict(p.left));
  CHECK_FALSE(p.left.status().open);
  p.world.run_for(200ms);
  CHECK(open(p.left));
  CHECK(p.clear(p.left));
  CHECK(p.left.status().clear);
  // Once it is open it does not close for the sake of a key.
  p.left.associate({"decade"});
  p.world.run_for(1s);
  CHECK(open(p.left));
}

TEST_CASE("M50: the wait is what the operator says, and none without a key", "[sim]") {
  ModePair p;
  p.left.change_policy([](mka::PortPolicy& policy) { policy.clear_after = 0ms; });
  p.left.associate({"c0ffee"});
  p.world.link_up();
  CHECK(open(p.left));
  CHECK(open(p.right));
  CHECK(p.clear(p.right));
}

TEST_CASE("M4: a port that is secured within its grace never passes clear text", "[sim]") {
  ModePair p;
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  bool clear = false;
  REQUIRE(p.world.run_until(
      [&] {
        clear = clear || (open(p.left) && p.clear(p.left)) || (open(p.right) && p.clear(p.right));
        return p.agree();
      },
      1s));
  CHECK_FALSE(clear);
  CHECK_FALSE(p.left.status().clear);
}

TEST_CASE("M50, M51: clear, secured and clear again, the ends at different times", "[sim]") {
  const auto apart = GENERATE(0ms, 100ms, 3s, 5900ms, 20s);
  ModePair p;
  p.secure();
  p.world.run_for(2s);
  CHECK(strict(p.left));
  CHECK(strict(p.right));
  p.world.ledger().forget();
  for (int round = 0; round < 3; ++round) {
    Port& first = round % 2 == 0 ? p.left : p.right;
    Port& second = round % 2 == 0 ? p.right : p.left;
    first.disassociate("c0ffee");
    CHECK_FALSE(first.secured());
    CHECK(first.status().clear);
    p.world.run_for(apart);
    second.disassociate("c0ffee");
    REQUIRE(p.world.run_until([&] { return p.both_clear(); }, 16s));
    p.world.run_for(20s);
    CHECK(p.left.keys_installed() == 0);
    CHECK(p.left.secy().channels().empty());
    CHECK(p.right.secy().channels().empty());
    p.nothing_lost();
    first.associate({"c0ffee"});
    p.world.run_for(apart);
    second.associate({"c0ffee"});
    REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
    p.world.run_for(5s);
    CHECK(strict(p.left));
    CHECK(strict(p.right));
    p.nothing_lost();
  }
}

TEST_CASE("M50: a key that comes back while the port falls back is another rotation", "[sim]") {
  const auto away = GENERATE(50ms, 2s, 5s, 6500ms, 8s, 12s);
  ModePair p;
  p.secure();
  Port& port = GENERATE(true, false) ? p.left : p.right;
  for (int round = 0; round < 4; ++round) {
    port.disassociate("c0ffee");
    p.world.run_for(away);
    port.associate({"c0ffee"});
    REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
    p.world.run_for(5s);
  }
  p.nothing_lost();
}

TEST_CASE("M51, M54: every change between the modes, while secured", "[sim]") {
  using enum EncryptionMode;
  ModePair p(must_encrypt);
  p.secure();
  for (const auto mode : {should_encrypt, must_encrypt}) {
    p.set_mode(p.left, mode);
    p.world.run_for(8s);
    p.set_mode(p.right, mode);
    p.world.run_for(8s);
    CHECK(p.agree());
    CHECK(strict(p.left));
    p.nothing_lost();
  }
  CHECK(p.left.distributed() == 1);
  p.set_mode(p.right, should_encrypt);
  p.set_mode(p.left, should_encrypt);
  p.set_mode(p.left, no_encrypt);
  p.world.run_for(20s);
  CHECK(p.both_clear());
  CHECK(p.left.live_peers() == 0);
  p.set_mode(p.right, no_encrypt);
  p.world.run_for(20s);
  p.set_mode(p.right, should_encrypt);
  p.world.run_for(20s);
  p.set_mode(p.left, should_encrypt);
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(5s);
  p.nothing_lost();
}

TEST_CASE("M56: must_encrypt closes at once, whatever it was before", "[sim]") {
  ModePair p;
  p.world.link_up();
  CHECK(open(p.left));
  p.set_mode(p.left, EncryptionMode::must_encrypt);
  CHECK_FALSE(open(p.left));
  CHECK(strict(p.left));

  p.secure();
  p.right.disassociate("c0ffee");
  p.set_mode(p.right, EncryptionMode::must_encrypt);  // while it falls back
  CHECK_FALSE(open(p.right));
  CHECK(p.right.keys_installed() == 0);
  p.world.run_for(7s);
  CHECK_FALSE(open(p.left));
  CHECK(p.left.keys_installed() == 0);
}

TEST_CASE("M50: the peer's agent ends, and its SecY goes on: for 11 s nothing is lost", "[sim]") {
  ModePair p;
  p.secure();
  p.right.die();
  p.world.run_for(10900ms);
  CHECK_FALSE(p.left.secured());
  p.nothing_lost();
  p.world.run_for(3s);
  CHECK(p.clear(p.left));
  // What it protects is accepted as long as it comes.
  p.world.run_for(60s);
  CHECK(p.world.ledger().refused(1, 0) == 0);
  p.right.resume();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
}

TEST_CASE("M50: a way that loses its MKPDUs falls back, and data goes on", "[sim]") {
  ModePair p;
  p.secure();
  p.world.network().mute(*mka::Ckn::from_hex("c0ffee"));
  p.world.run_for(30s);
  CHECK(p.both_clear());
  p.nothing_lost();
  p.world.network().unmute(*mka::Ckn::from_hex("c0ffee"));
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(5s);
  p.nothing_lost();
}

TEST_CASE("a link that comes back is secured before it opens", "[sim]") {
  ModePair p;
  p.secure();
  p.left.link(false);
  CHECK_FALSE(open(p.left));
  CHECK(p.left.keys_installed() == 0);
  p.left.link(true);
  CHECK_FALSE(open(p.left));
  REQUIRE(p.world.run_until([&] { return p.agree(); }, 2s));
}

TEST_CASE("M51: a rekey in should_encrypt accepts no clear text meanwhile", "[sim]") {
  ModePair p;
  p.secure();
  p.world.run_for(2s);
  const auto before = p.left.requests("SetProtection");
  REQUIRE(p.left.rotate_key() == mka::RekeyAnswer::accepted);
  p.world.run_for(10s);
  CHECK(p.left.distributed() == 2);
  CHECK(p.left.requests("SetProtection") == before);
  p.nothing_lost();
}
