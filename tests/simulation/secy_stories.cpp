// A SecY that refuses, or takes its time.
#include "stories.hpp"

using namespace sim;
using mka::EventKind;

TEST_CASE("the SecY refuses once and the session recovers", "[sim]") {
  const bool at_server = GENERATE(true, false);
  const unsigned refusals = GENERATE(1u, 2u, 3u);
  Pair p;
  Port& hurt = at_server ? p.left : p.right;
  hurt.secy_temper().refuse_next = refusals;
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  // 1, 2, 4 s of patience, and the life time of a member that starts over.
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times + 7s));
  CHECK(hurt.events(EventKind::secy_failed) >= 1);
}

TEST_CASE("the SecY refuses an operation of a rotation", "[sim]") {
  const bool at_server = GENERATE(true, false);
  Pair p;
  p.secure();
  Port& hurt = at_server ? p.left : p.right;
  hurt.secy_temper().refuse_next = 1;
  p.left.rotate_key();
  p.world.run_for(two_life_times + 7s);
  CHECK(hurt.events(EventKind::secy_failed) >= 1);
  CHECK(p.agree());
}

TEST_CASE("a SecY that always refuses is not asked all the time", "[sim]") {
  Pair p;
  p.left.secy_temper().refusal_percent = 100;
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  p.world.run_for(300s);
  CHECK_FALSE(p.left.secured());
  CHECK(p.left.requests("InstallReceiveSa") + p.left.requests("InstallTransmitSa") < 40);
  CHECK(p.left.live_peers() == 1);
  p.left.secy_temper().refusal_percent = 0;
  // The longest pause between two attempts is a minute.
  CHECK(p.world.run_until([&] { return p.agree(); }, 60s + two_life_times));
}

TEST_CASE("a SecY that answers late", "[sim]") {
  const auto slowest = GENERATE(5ms, 200ms, 900ms);
  const bool both = GENERATE(true, false);
  Pair p;
  p.right.secy_temper().quickest = slowest / 2;
  p.right.secy_temper().slowest = slowest;
  if (both) p.left.secy_temper() = p.right.secy_temper();
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(10s);
  p.world.ledger().forget();
  p.world.traffic.interval = 1ms;
  CHECK(p.left.rotate_key() == mka::RekeyAnswer::accepted);
  p.world.run_for(20s);
  CHECK(p.left.distributed() == 2);
  CHECK(p.agree());
  INFO(p.world.ledger().text());
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("a link that goes down while the SecY still works", "[sim]") {
  Pair p;
  p.left.secy_temper() = p.right.secy_temper() = {.quickest = 100ms, .slowest = 300ms};
  p.world.share_key(p.left, p.right, "c0ffee");
  for (int i = 0; i < 20; ++i) {
    p.world.link_up();
    p.world.run_for(i * 57ms);
    p.left.link(false);
    p.world.run_for(i * 13ms);
    p.left.link(true);
    p.world.run_for(i * 31ms);
    p.right.link(false);
  }
  p.world.link_up();
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times + 5s));
}
