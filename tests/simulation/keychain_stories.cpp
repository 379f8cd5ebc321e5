// Keychains under traffic: what an operator does to them, and what other vendors' routers do.
#include "stories.hpp"

using namespace sim;

namespace {

constexpr const char* older = "0001";
constexpr const char* newer = "0002";

// A pair that has both keys, works under the newer one, and sends a frame each millisecond.
struct Chain : Pair {
  using Pair::Pair;
  explicit Chain(const std::function<void(mka::PortPolicy&)>& tune = {})
      : Pair({.name = "left", .priority = 10, .tune = tune},
             {.name = "right", .priority = 20, .tune = tune}) {}

  void secure(const std::vector<const char*>& ckns = {older, newer}) {
    for (const char* ckn : ckns) world.share_key(left, right, ckn);
    world.link_up();
    REQUIRE(world.run_until([&] { return agree(); }, two_life_times));
    world.run_for(10s);
    REQUIRE(works_under(ckns.back()));
    world.traffic.interval = 1ms;
    world.run_for(1s);
    world.ledger().forget();
  }
  bool works_under(const char* ckn) const {
    return agree() && left.carries_traffic(ckn) && right.carries_traffic(ckn);
  }
  void check_nothing_lost() {
    INFO(world.ledger().text());
    CHECK(world.ledger().lost() == 0);
  }
  // A rotation of the CAK as operators do it, one end after the other.
  void rotate_cak(const std::string& from, const std::string& to, Port& first, Port& second) {
    first.associate({to});
    world.run_for(15s);
    second.associate({to});
    world.run_for(20s);
    second.retire_key(from);
    world.run_for(5s);
    first.retire_key(from);
    world.run_for(20s);
  }
};

}  // namespace

TEST_CASE("M30: the newest key with a wrong CAK: the one before serves, until it is put right",
          "[sim]") {
  Chain p;
  p.secure({older});
  const bool wrong_at_server = GENERATE(true, false);
  Port& wrong = wrong_at_server ? p.left : p.right;
  p.left.associate({newer, wrong_at_server ? "typo" : "us"});
  p.right.associate({newer, wrong_at_server ? "us" : "typo"});
  p.world.run_for(30s);
  CHECK(p.works_under(older));
  wrong.replace({newer});
  CHECK(p.world.run_until([&] { return p.works_under(newer); }, two_life_times));
  p.world.run_for(5s);
  p.check_nothing_lost();
}

TEST_CASE("M30: the newest key falls silent: the traffic moves to the one before, and back",
          "[sim]") {
  Chain p;
  p.secure();
  p.world.network().mute(*mka::Ckn::from_hex(newer));
  CHECK(p.world.run_until([&] { return p.works_under(older); }, two_life_times));
  p.world.run_for(20s);
  p.world.network().unmute(*mka::Ckn::from_hex(newer));
  CHECK(p.world.run_until([&] { return p.works_under(newer); }, two_life_times));
  p.world.run_for(5s);
  p.check_nothing_lost();
}

TEST_CASE("M30: a key that vanishes at one end, in use and amid a rotation", "[sim]") {
  Chain p;
  p.secure();
  Port& hasty = GENERATE(true, false) ? p.left : p.right;
  if (GENERATE(true, false)) p.left.rotate_key();  // its SAK will never be confirmed
  hasty.disassociate(newer);
  CHECK(p.world.run_until([&] { return p.works_under(older); }, two_life_times));
  p.world.run_for(20s);
  p.check_nothing_lost();
}

TEST_CASE("M30: a SAK that the only peer never has: the key server does not cut itself off",
          "[sim]") {
  Chain p;
  p.secure();
  p.world.network().cut(0, 1);
  p.left.rotate_key();
  p.world.run_for(2s);  // the peer has said once more that it is there
  p.right.disassociate(newer);
  p.world.network().mend(0, 1);
  CHECK(p.world.run_until([&] { return p.works_under(older); }, two_life_times));
  p.world.run_for(5s);
  p.check_nothing_lost();
}

TEST_CASE("M30: a SAK abandoned for the next one while the key server transmits with it", "[sim]") {
  Chain p;
  p.secure();
  const auto before = p.left.transmit_key();
  p.left.rotate_key();
  p.world.run_for(1ms);  // the peer has it, and says so
  p.world.network().cut(0, 1);
  p.world.run_for(1ms);
  REQUIRE(p.left.transmit_key() != before);
  REQUIRE(p.right.transmit_key() == before);
  p.world.network().mend(0, 1);
  p.left.disassociate(newer);
  CHECK(p.world.run_until([&] { return p.works_under(older); }, two_life_times));
  p.world.run_for(5s);
  p.check_nothing_lost();
}

TEST_CASE("M32 M102: the CAK rotates from either end without a loss, whatever the rekey timer",
          "[sim]") {
  const mka::Duration interval = GENERATE(0s, 10s, 30s);
  const unsigned loss = GENERATE(0u, 10u);
  const bool server_first = GENERATE(true, false);
  Chain p([=](mka::PortPolicy& policy) { policy.rekey_interval = interval; });
  p.secure({older});
  // Two lost MKPDUs in a row of one key are no rarity at 10 %, and three lose the peer itself.
  p.world.network().weather.spares_the_next = true;
  p.world.lose(loss);
  Port& first = server_first ? p.left : p.right;
  Port& second = server_first ? p.right : p.left;
  std::string present = older;
  for (const char* next : {"0002", "0003", "0004"}) {
    p.rotate_cak(present, next, first, second);
    CHECK(p.left.keys().size() == 1);
    CHECK(p.left.carries_traffic(next));
    present = next;
  }
  if (interval > 0s) CHECK(p.left.distributed() > 6);
  p.check_nothing_lost();
}

TEST_CASE("M32: the CAK of a group rotates station by station", "[sim]") {
  World world(seed(3));
  std::vector<Port*> all;
  for (int i = 0; i < 3; ++i) all.push_back(&world.port({}));
  world.share_key({older}, all);
  world.link_up();
  REQUIRE(world.run_until([&] { return world.agree(); }, two_life_times));
  world.run_for(10s);
  world.ledger().forget();
  for (Port* port : all) {
    port->associate({newer});
    world.run_for(15s);
  }
  CHECK(world.agree());
  CHECK(all.front()->carries_traffic(newer));
  for (Port* port : all) {
    port->retire_key(older);
    world.run_for(15s);
  }
  INFO(world.ledger().text());
  CHECK(world.ledger().lost() == 0);
}

TEST_CASE("M30: a peer with one key only, the oldest of ours", "[sim]") {
  Chain p;
  for (const char* ckn : {older, newer, "0003"}) p.left.associate({ckn});
  p.right.associate({older});
  p.world.link_up();
  CHECK(p.world.run_until([&] { return p.works_under(older); }, two_life_times));
  p.world.ledger().forget();
  p.world.run_for(60s);
  p.check_nothing_lost();
}

TEST_CASE("M29: a peer whose primary key is our fallback: the key server's order counts", "[sim]") {
  Chain p;
  for (const char* ckn : {older, newer}) p.left.associate({ckn});
  for (const char* ckn : {newer, older}) p.right.associate({ckn});
  p.world.link_up();
  p.world.run_for(two_life_times);
  CHECK(p.works_under(newer));
  p.world.ledger().forget();
  p.right.change_policy([](mka::PortPolicy& policy) { policy.key_server_priority = 1; });
  p.world.run_for(two_life_times);
  CHECK(p.works_under(older));
  p.check_nothing_lost();
}

TEST_CASE("M30: a peer that changes its only key at once is secured again", "[sim]") {
  Chain p;
  p.secure();
  Port& router = GENERATE(true, false) ? p.left : p.right;
  router.use_only({older});
  CHECK(p.world.run_until([&] { return p.works_under(older); }, two_life_times));
  router.use_only({newer});
  CHECK(p.world.run_until([&] { return p.works_under(newer); }, two_life_times));
}

TEST_CASE("M60: a station restarts before it has heard that a rotation is over", "[sim]") {
  Chain p;
  p.secure();
  const auto before = p.left.transmit_key();
  p.world.network().cut(0, 1);
  p.left.rotate_key();
  p.world.network().mend(0, 1);
  REQUIRE(p.world.run_until([&] { return p.left.transmit_key() != before; }, 10s));
  p.right.die();
  REQUIRE(p.right.transmit_key() == before);
  p.world.run_for(2s);
  p.right.resume();
  p.world.run_for(30s);
  CHECK(p.agree());
  CHECK(p.left.keys_installed() == 1);
  p.check_nothing_lost();
}

TEST_CASE("M60: restarted, and then without a peer: it does not claim to be secured", "[sim]") {
  Chain p;
  p.secure();
  p.right.die();
  p.right.resume();
  p.world.run_for(1s);
  REQUIRE(p.works_under(newer));
  p.right.use_only({"0003"});
  CHECK_FALSE(p.right.secured());
  CHECK(p.right.keys_installed() == 0);
}
