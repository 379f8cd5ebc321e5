// Two stations and what can happen to the link between them.
#include "stories.hpp"

using namespace sim;
using mka::EventKind;

TEST_CASE("two stations are secured within 100 ms of link up", "[sim]") {
  Pair p;
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.run_for(1s);
  p.world.link_up();
  const auto took = p.world.run_until([&] { return p.agree(); }, 10s);
  REQUIRE(took);
  CHECK(*took <= 100ms);
  p.world.run_for(1s);
  CHECK(p.left.secured());
  CHECK(p.right.secured());
  CHECK(p.left.distributed() == 1);
  CHECK(p.right.distributed() == 0);
}

TEST_CASE("the second station's link comes up any time later", "[sim]") {
  const auto later = GENERATE(1ms, 40ms, 700ms, 3000ms, 60000ms);
  Pair p;
  p.world.share_key(p.left, p.right, "c0ffee");
  p.left.link(true);
  p.world.run_for(later);
  p.right.link(true);
  const auto took = p.world.run_until([&] { return p.agree(); }, 10s);
  REQUIRE(took);
  CHECK(*took <= 100ms);
}

TEST_CASE("keys may come after the link", "[sim]") {
  Pair p;
  p.world.link_up();
  p.world.run_for(3s);
  p.world.share_key(p.left, p.right, "c0ffee");
  CHECK(p.world.run_until([&] { return p.agree(); }, 100ms));
}

TEST_CASE("every suite secures a pair and loses no data", "[sim]") {
  const auto suite = GENERATE(mka::CipherSuite::gcm_aes_128, mka::CipherSuite::gcm_aes_256,
                              mka::CipherSuite::gcm_aes_xpn_128, mka::CipherSuite::gcm_aes_xpn_256);
  const std::size_t cak_size = GENERATE(16, 32);
  Pair p = pair_of(suite);
  p.world.share_key({.ckn = "c0ffee", .size = cak_size}, {&p.left, &p.right});
  p.world.link_up();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, 100ms));
  p.world.run_for(1s);
  p.world.ledger().forget();
  p.world.run_for(60s);
  INFO(p.world.ledger().text());
  CHECK(p.world.ledger().lost() == 0);
  CHECK(p.world.ledger().accepted(0, 1) > 2900);
  CHECK(p.left.distributed() == 1);
}

TEST_CASE("the server may be the one with the higher address", "[sim]") {
  Pair p({.name = "left", .priority = 30}, {.name = "right", .priority = 20});
  p.secure();
  CHECK(p.right.distributed() == 1);
  CHECK(p.left.distributed() == 0);
}

TEST_CASE("equal priorities: the lower SCI serves", "[sim]") {
  Pair p({.name = "left"}, {.name = "right"});
  p.secure();
  CHECK(p.left.distributed() == 1);
}

TEST_CASE("priority 255 never serves", "[sim]") {
  Pair p({.name = "left", .priority = 255}, {.name = "right", .priority = 254});
  p.secure();
  CHECK(p.right.distributed() == 1);
}

TEST_CASE("nobody serves when both are 255, and a lower priority later heals it", "[sim]") {
  Pair p({.name = "left", .priority = 255}, {.name = "right", .priority = 255});
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  p.world.run_for(20s);
  CHECK(p.left.live_peers() == 1);
  CHECK_FALSE(p.left.secured());
  CHECK(p.left.distributed() + p.right.distributed() == 0);
  p.right.change_policy([](mka::PortPolicy& policy) { policy.key_server_priority = 5; });
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
}

TEST_CASE("the role moves when the priority does, and data goes on", "[sim][802.1X 9.5]") {
  Pair p;
  p.secure();
  const auto first = p.left.transmit_key();
  p.right.change_policy([](mka::PortPolicy& policy) { policy.key_server_priority = 1; });
  p.world.run_for(two_life_times);
  CHECK(p.agree());
  CHECK(p.right.distributed() == 1);
  CHECK(p.left.transmit_key() != first);
}

TEST_CASE("a link that flaps comes back at once", "[sim]") {
  Pair p;
  p.secure();
  for (int flap = 0; flap < 5; ++flap) {
    p.left.link(false);
    p.right.link(false);
    CHECK_FALSE(p.left.secured());
    CHECK(p.left.keys_installed() == 0);
    p.world.run_for(500ms);
    p.world.link_up();
    REQUIRE(p.world.run_until([&] { return p.agree(); }, 2s));
    p.world.run_for(3s);
  }
}

TEST_CASE("a link that flaps on one side only heals", "[sim]") {
  Pair p;
  p.secure();
  Port& flapping = GENERATE(true, false) ? p.left : p.right;
  flapping.link(false);
  p.world.run_for(300ms);
  flapping.link(true);
  const auto took = p.world.run_until([&] { return p.agree(); }, two_life_times);
  REQUIRE(took);
  CHECK(*took <= 1s);
}

TEST_CASE("a dead peer is noticed within a life time", "[sim]") {
  Pair p;
  p.secure();
  p.right.die();
  REQUIRE(p.world.run_until([&] { return !p.left.secured(); }, 6500ms));
  CHECK(p.left.keys_installed() == 0);
  CHECK(p.left.secy().channels().empty());
  p.right.restart();
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
}

TEST_CASE("a cut one way is noticed by both sides", "[sim][802.1X 9.4.3]") {
  Pair p;
  p.secure();
  p.world.network().cut(0, 1);
  p.world.run_for(14s);
  CHECK_FALSE(p.left.secured());
  CHECK_FALSE(p.right.secured());
  p.world.network().heal();
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
}

TEST_CASE("a peer restarts under its SCI", "[sim]") {
  Pair p;
  p.secure();
  Port& restarting = GENERATE(true, false) ? p.left : p.right;
  const auto first = p.left.transmit_key();
  restarting.restart();
  const auto took = p.world.run_until([&] { return p.agree(); }, two_life_times);
  REQUIRE(took);
  CHECK(*took <= 1s);
  CHECK(p.left.transmit_key() != first);
  p.world.run_for(1s);
  p.world.ledger().forget();
  p.world.run_for(20s);
  INFO(p.world.ledger().text());
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("a fifth of all frames lost does not cost the session", "[sim]") {
  Pair p;
  p.secure();
  p.world.lose(20);
  p.world.run_for(600s);
  p.world.lose(0);
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
  // Three hellos in a row must be lost to lose a peer: rare, not impossible.
  CHECK(p.left.distributed() <= 8);
}

TEST_CASE("a network that is slow, shuffles and repeats", "[sim]") {
  Pair p;
  p.world.network().weather = {.duplicate_percent = 20,
                               .reorder_percent = 20,
                               .shortest_delay = 10ms,
                               .longest_delay = 400ms};
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(5s);
  p.world.ledger().forget();
  p.world.run_for(120s);
  INFO(p.world.ledger().text());
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("an agent is started anew over a SecY at work", "[sim][M60]") {
  auto p = pair_of(GENERATE(mka::CipherSuite::gcm_aes_128, mka::CipherSuite::gcm_aes_xpn_256));
  p.secure();
  const int who = GENERATE(1, 2, 3);
  const mka::Duration away = GENERATE(0ms, 3s);
  for (int round = 0; round < 10; ++round) {
    const auto before = p.left.transmit_key();
    if (who & 1) p.left.die();
    if (who & 2) p.right.die();
    p.world.run_for(away);
    if (who & 1) p.left.resume();
    if (who & 2) p.right.resume();
    CHECK(p.left.secured());
    CHECK(p.right.secured());
    CHECK(p.world.run_until([&] { return p.world.agree() && p.left.transmit_key() != before; },
                            two_life_times));
    p.world.run_for(4s);
    CHECK(p.left.keys_installed() == 1);
    CHECK(p.right.keys_installed() == 1);
    INFO(p.world.ledger().text());
    CHECK(p.world.ledger().lost() == 0);
  }
}

TEST_CASE("a resumed station whose peer is gone for good lets its SAs go", "[sim][802.1X 9.4]") {
  auto p = pair_of(mka::CipherSuite::gcm_aes_xpn_256);
  p.secure();
  p.right.die();
  p.left.die();
  p.left.resume();
  CHECK(p.left.secured());
  p.world.run_for(9s);
  CHECK_FALSE(p.left.secured());
  CHECK(p.left.keys_installed() == 0);
}
