// Frames that should not be: echoes, copies, forgeries, recordings, foreign keys.
#include "stories.hpp"

using namespace sim;
using mka::DropReason;
using mka::EventKind;

TEST_CASE("own frames come back and nothing happens", "[sim]") {
  Pair p;
  p.world.network().reflect(0, true);
  p.world.network().reflect(1, true);
  p.secure();
  const auto mi = p.left.mi();
  p.world.run_for(60s);
  CHECK(p.agree());
  CHECK(p.left.mi() == mi);
  CHECK(p.left.drops(DropReason::reflected) > 20);
  CHECK(p.left.distributed() == 1);
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("own frames from before a restart come back", "[sim]") {
  Pair p;
  p.secure();
  const std::size_t old = p.world.recorded();
  p.left.link(false);
  p.left.link(true);
  p.world.run_for(2s);
  const auto mi = p.left.mi();
  const std::size_t now = p.world.recorded();
  for (std::size_t i = 0; i < old; ++i) p.world.replay(p.left, now - 1 - i);
  p.world.run_for(1s);
  CHECK(p.left.mi() == mi);
  CHECK(p.agree());
}

TEST_CASE("a second station with our SCI is dropped and told", "[sim]") {
  const auto suite = GENERATE(mka::CipherSuite::gcm_aes_128, mka::CipherSuite::gcm_aes_xpn_256);
  Pair p = pair_of(suite);
  p.secure();
  Port& twin = p.world.port({.name = "twin", .priority = 20, .suite = suite, .sci = p.right.sci()});
  twin.associate({"c0ffee"});
  twin.link(true);
  p.world.run_for(60s);
  CHECK(p.right.drops(DropReason::duplicate_sci) > 0);
  CHECK(p.right.events(EventKind::duplicate_sci) > 0);
  // The server sees one station that restarts over and over: it must not drown in SAKs.
  CHECK(p.left.distributed() <= 30);
  twin.link(false);
  CHECK(p.world.run_until([&] { return p.world.agree({&p.left, &p.right}); }, two_life_times));
}

TEST_CASE("two stations draw the same MI", "[sim]") {
  const mka::Mi mi{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
  Pair p({.name = "left", .priority = 10, .first_mi = mi},
         {.name = "right", .priority = 20, .first_mi = mi});
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
  CHECK(p.left.mi() != p.right.mi());
  CHECK(p.left.events(EventKind::mi_changed) + p.right.events(EventKind::mi_changed) > 0);
}

TEST_CASE("another CAK under the same name is never secured and named", "[sim]") {
  Pair p;
  p.left.associate({.ckn = "c0ffee"});
  p.right.associate({.ckn = "c0ffee", .secret = "them"});
  p.world.link_up();
  p.world.run_for(60s);
  CHECK_FALSE(p.left.secured());
  CHECK(p.left.live_peers() == 0);
  CHECK(p.left.events(EventKind::icv_mismatch) >= 1);
  CHECK(p.left.drops(DropReason::icv) > 20);
  CHECK(p.left.status().participants.front().icv_mismatches > 20);
  p.right.disassociate("c0ffee");
  p.right.associate({.ckn = "c0ffee"});
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
}

TEST_CASE("an unknown name is counted and named", "[sim]") {
  Pair p;
  p.left.associate({.ckn = "c0ffee"});
  p.right.associate({.ckn = "c0ffee00"});
  p.world.link_up();
  p.world.run_for(60s);
  CHECK_FALSE(p.left.secured());
  CHECK(p.left.drops(DropReason::unknown_ckn) > 20);
  CHECK(p.left.events(EventKind::unknown_ckn) >= 1);
  CHECK(p.left.events(EventKind::unknown_ckn) < 10);
  CHECK(p.left.status().last_unknown_ckn == mka::Ckn::from_hex("c0ffee00"));
}

TEST_CASE("a recorded session cannot displace the live peer", "[sim]") {
  Pair p;
  p.secure();
  p.left.rotate_key();
  p.world.run_for(10s);
  const std::size_t first_session = p.world.recorded();
  p.right.restart();
  p.world.run_for(10s);
  p.left.restart();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(10s);
  p.world.ledger().forget();
  const auto key = p.left.transmit_key();
  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = 0; i < first_session; ++i) {
      const std::size_t ago = p.world.recorded() - 1 - i;
      p.world.replay(p.left, ago);
      p.world.replay(p.right, ago);
      p.world.run_for(50ms);
    }
  }
  p.world.run_for(10s);
  CHECK(p.agree());
  CHECK(p.left.transmit_key() == key);
  CHECK(p.left.live_peers() == 1);
  INFO(p.world.ledger().text());
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("frames of the running session heard twice", "[sim]") {
  Pair p;
  p.world.network().weather.duplicate_percent = 100;
  p.secure();
  p.world.run_for(30s);
  CHECK(p.left.drops(DropReason::replayed) > 10);
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("a network that spoils a tenth of all frames", "[sim]") {
  Pair p;
  p.secure();
  p.world.network().weather.corrupt_percent = 10;
  p.world.run_for(300s);
  CHECK(p.left.drops(DropReason::icv) > 5);
  p.world.network().heal();
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
}

TEST_CASE("without random octets there is no session, until the link starts anew", "[sim]") {
  Pair p;
  p.left.random().fail(true);
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  p.world.run_for(10s);
  CHECK_FALSE(p.left.secured());
  CHECK(p.left.distributed() == 0);
  p.left.random().fail(false);
  p.left.link(false);
  p.left.link(true);
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
}
