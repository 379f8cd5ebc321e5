// M46: a key that is associated before the peer has it, and keeps silent until it does.
#include "stories.hpp"

using namespace sim;
using mka::EventKind;

namespace {

bool silent(const Port& port) { return port.status().participants.front().silent; }
std::uint64_t sent(const Port& port) { return port.status().participants.front().mkpdus_sent; }

}  // namespace

TEST_CASE("M46: a listen-only key says nothing until its peer is heard", "[sim]") {
  Pair p;
  p.left.associate({.ckn = "c0ffee", .listen_only = true});
  p.world.link_up();
  p.world.run_for(60s);
  CHECK(sent(p.left) == 0);
  CHECK(silent(p.left));
  CHECK(p.left.events(EventKind::no_progress) == 0);

  p.right.associate({.ckn = "c0ffee"});
  CHECK(p.world.run_until([&] { return p.agree(); }, 1s));
  CHECK_FALSE(silent(p.left));
  CHECK(p.left.events(EventKind::key_activated) == 1);
  CHECK(p.left.last(EventKind::key_activated)->peer == p.right.sci());
}

TEST_CASE("M46: neither a forged frame nor an unknown key wakes it", "[sim]") {
  Pair p;
  p.left.associate({.ckn = "c0ffee", .listen_only = true});
  p.right.associate({.ckn = "c0ffee", .secret = "them"});
  p.right.associate({.ckn = "decade"});
  p.world.link_up();
  p.world.run_for(20s);
  CHECK(sent(p.left) == 0);
}

TEST_CASE("M46: once woken it speaks for good", "[sim]") {
  Pair p;
  p.left.associate({.ckn = "c0ffee", .listen_only = true});
  p.right.associate({.ckn = "c0ffee"});
  p.world.link_up();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, 1s));
  SECTION("when the same keys are set again") {
    p.left.listen_only("c0ffee", true);
    p.left.listen_only("c0ffee", false);
    p.world.run_for(10s);
    CHECK(p.agree());
  }
  SECTION("after the link was down, and the peer now listens only") {
    p.left.link(false);
    p.right.link(false);
    p.right.disassociate("c0ffee");
    p.right.associate({.ckn = "c0ffee", .listen_only = true});
    p.world.link_up();
    CHECK(p.world.run_until([&] { return p.agree(); }, 1s));
  }
  CHECK(p.left.events(EventKind::key_activated) == 1);
}

TEST_CASE("M46: both listen only: nothing, until one is told to speak", "[sim]") {
  Pair p;
  p.world.share_key({.ckn = "c0ffee", .listen_only = true}, {&p.left, &p.right});
  p.world.link_up();
  p.world.run_for(60s);
  CHECK(sent(p.left) == 0);
  CHECK(sent(p.right) == 0);
  p.right.listen_only("c0ffee", false);
  CHECK(p.world.run_until([&] { return p.agree(); }, 1s));
}

TEST_CASE("M46: a listening key disturbs the one in use by nothing, and takes over", "[sim]") {
  Pair p;
  p.secure();
  p.left.associate({.ckn = "0002", .listen_only = true});
  p.world.run_for(60s);
  CHECK(p.agree());
  p.right.associate({.ckn = "0002"});
  p.world.run_for(20s);
  CHECK(p.left.status().participants[0].principal);
  CHECK(p.agree());
  CHECK(p.world.ledger().lost() == 0);
}
