// What the status and the events tell of a session, for whoever asks why it does not work.
#include "scripted_peer.hpp"
#include "stories.hpp"

using namespace sim;
using mka::EventKind;
using mka::NewSakReason;

namespace {

mka::ParticipantStatus front(const Port& port) { return port.status().participants.front(); }

std::uint64_t made_for(const Port& port, NewSakReason reason) {
  return port.status().saks_by_reason[static_cast<std::size_t>(reason)];
}

}  // namespace

TEST_CASE("names of others are told, with the one of ours that they resemble", "[sim]") {
  Pair p;
  p.left.associate({.ckn = "0001"});
  p.left.associate({.ckn = "c0ffee"});
  p.right.associate({.ckn = "decade"});
  p.right.associate({.ckn = "c0ffee00"});
  p.world.link_up();
  p.world.run_for(10s);
  auto foreign = p.left.status().foreign_ckns;
  REQUIRE(foreign.size() == 2);
  std::ranges::sort(foreign, {}, &mka::ForeignCkn::ckn);
  CHECK(foreign[0].ckn == mka::Ckn::from_hex("c0ffee00"));
  CHECK(foreign[0].ours == mka::Ckn::from_hex("c0ffee"));
  CHECK(foreign[0].sci == p.right.sci());
  CHECK(foreign[0].heard_ago <= 2s);
  CHECK(foreign[1].ckn == mka::Ckn::from_hex("decade"));
  CHECK_FALSE(foreign[1].ours);

  p.left.associate({.ckn = "decade"});
  CHECK(p.left.status().foreign_ckns.size() == 1);
  p.right.link(false);
  p.world.run_for(61s);
  CHECK(p.left.status().foreign_ckns.empty());
}

TEST_CASE("another algorithm and another station with our address are counted per key", "[sim]") {
  Pair p;
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  ScriptedPeer other(p.world, p.left, {"c0ffee"});
  other.basic.algorithm_agility = 0x0080C2FF;
  other.say();
  CHECK(front(p.left).agility_mismatches == 1);
  other.basic.algorithm_agility = mka::wire::algorithm_agility;
  other.basic.sci = p.left.sci();
  other.say();
  other.say();
  CHECK(front(p.left).duplicate_scis == 2);
  CHECK(p.left.events(EventKind::duplicate_sci) == 1);
}

TEST_CASE("M5: SAKs are counted by what they were made for", "[sim]") {
  Pair p;
  p.secure();
  p.left.rotate_key();
  p.world.run_for(10s);
  p.right.restart();
  p.world.run_for(10s);
  CHECK(made_for(p.left, NewSakReason::first_peer) == 1);
  CHECK(made_for(p.left, NewSakReason::asked) == 1);
  CHECK(made_for(p.left, NewSakReason::peer_restarted) == 1);
  CHECK(p.left.status().saks_distributed == 3);
}

TEST_CASE("M2: a second station under one key is told once, until it is gone", "[sim]") {
  World world(seed());
  Port& one = world.port({.priority = 10});
  Port& two = world.port({.priority = 20});
  Port& third = world.port({.priority = 30});
  Port& fourth = world.port({.priority = 40});
  world.share_key({"c0ffee"}, {&one, &two, &third, &fourth});
  one.link(true);
  two.link(true);
  world.run_for(20s);
  two.restart();
  world.run_for(20s);
  CHECK(one.events(EventKind::multiple_peers) == 0);
  third.link(true);
  world.run_for(60s);
  CHECK(one.events(EventKind::multiple_peers) == 1);
  CHECK(one.last(EventKind::multiple_peers)->peer == third.sci());
  third.restart();
  fourth.link(true);
  world.run_for(20s);
  CHECK(one.live_peers() == 3);
  CHECK(one.events(EventKind::multiple_peers) == 1);
  third.link(false);
  fourth.link(false);
  world.run_for(20s);
  third.link(true);
  world.run_for(20s);
  CHECK(one.events(EventKind::multiple_peers) == 2);
}

TEST_CASE("a live peer's former life does not count as a station that does not hear us", "[sim]") {
  Pair p;
  p.secure();
  const std::size_t former = p.world.recorded();
  p.left.restart();
  p.right.restart();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  const std::size_t now = p.world.recorded();
  for (std::size_t i = 0; i < former; ++i) {
    p.world.replay(p.left, now - 1 - i);
    CHECK_FALSE(front(p.left).unlisted_for);
  }
}

TEST_CASE("what live peers want and can is told", "[sim]") {
  Pair p;
  p.secure();
  const auto peer = front(p.left).live.at(0);
  CHECK(peer.macsec_desired);
  CHECK(peer.capability == mka::MacsecCapability::offset_0);
  CHECK(front(p.left).live_for.value() >= 5s);
}
