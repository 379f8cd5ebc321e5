// Sessions that do not get on: told, started over, and left alone where traffic flows.
#include "scripted_peer.hpp"
#include "stories.hpp"

using namespace sim;
using mka::CipherSuite;
using mka::EventKind;
using mka::Stall;

namespace {

mka::ParticipantStatus front(const Port& port) { return port.status().participants.front(); }

// A port that follows a scripted key server.
struct Following {
  explicit Following(mka::EncryptionMode mode = mka::EncryptionMode::must_encrypt)
      : world(seed()),
        port(world.port({.name = "port", .mode = mode})),
        server(world, port, {"c0ffee"}) {
    port.associate({"c0ffee"});
    port.link(true);
    server.say();
    REQUIRE(port.live_peers() == 1);
  }
  World world;
  Port& port;
  ScriptedPeer server;
};

}  // namespace

TEST_CASE("a link that carries one direction is named, and tried less and less often", "[sim]") {
  Pair p;
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.network().cut(p.left.id(), p.right.id());
  p.world.link_up();
  p.world.run_for(17s);
  CHECK(p.left.events(EventKind::no_progress) == 0);
  CHECK(front(p.left).unlisted_for.value() > 15s);
  p.world.run_for(2s);
  CHECK(p.left.events(EventKind::no_progress) == 1);
  CHECK(p.left.last(EventKind::no_progress)->stall == Stall::peer_does_not_list_us);
  CHECK(p.left.last(EventKind::no_progress)->peer == p.right.sci());
  CHECK(front(p.left).last_stall == Stall::peer_does_not_list_us);
  CHECK(front(p.left).unlisted_for.value() > 17s);
  // After 18, 54, 126, 270 and 558 s, and then every 300 s.
  p.world.run_for(600s - 19s);
  CHECK(front(p.left).starts_without_progress == 5);
  p.world.run_for(600s);
  CHECK(front(p.left).starts_without_progress == 7);
  CHECK(p.right.events(EventKind::no_progress) == 0);  // it hears nobody

  p.world.network().heal();
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(5s);
  CHECK(front(p.left).starts_without_progress == 0);
  CHECK_FALSE(front(p.left).last_stall);
  CHECK_FALSE(front(p.left).unlisted_for);
}

TEST_CASE("a key server that makes no SAK is met as a new member", "[sim]") {
  Following f;
  const auto mi = f.port.mi();
  f.server.keep_saying(17s);
  CHECK(f.port.mi() == mi);
  CHECK(front(f.port).live_for.value() > 15s);
  f.server.keep_saying(4s);
  CHECK(f.port.mi() != mi);
  CHECK(front(f.port).last_stall == Stall::no_sak_from_key_server);
  CHECK(f.port.last(EventKind::no_progress)->peer == f.server.basic.sci);
  f.server.keep_saying(39s);
  CHECK(front(f.port).starts_without_progress == 2);
  SECTION("who was silent and comes again begins afresh") {
    f.world.run_for(8s);
    CHECK(front(f.port).starts_without_progress == 0);
    CHECK_FALSE(front(f.port).last_stall);
  }

  f.server.say([&](mka::wire::Mkpdu& pdu) { pdu.distributed_sak = f.server.sak(1); });
  f.server.keep_saying(4s, [&](mka::wire::Mkpdu& pdu) {
    pdu.sak_use = mka::wire::SakUse{};
    pdu.sak_use->latest = {.ki = {f.server.basic.mi, 1},
                           .an = mka::An::from_bits(1),
                           .transmits = true,
                           .receives = true,
                           .lowest_pn = 1};
  });
  CHECK(f.port.secured());
  CHECK(front(f.port).starts_without_progress == 0);
  CHECK_FALSE(front(f.port).last_stall);
}

TEST_CASE("a key server that does not want MACsec is not waited for", "[sim]") {
  Following f;
  f.server.basic.macsec_desired = false;
  f.server.keep_saying(60s);
  CHECK(f.port.events(EventKind::no_progress) == 0);
  CHECK_FALSE(front(f.port).live.at(0).macsec_desired);
}

TEST_CASE("a key server that decides against MACsec is not waited for", "[sim]") {
  Following f(mka::EncryptionMode::should_encrypt);
  f.server.keep_saying(60s, [](mka::wire::Mkpdu& pdu) {
    pdu.distributed_sak = mka::wire::DistributedSak{.without_macsec = true};
  });
  CHECK(f.port.events(EventKind::no_progress) == 0);
  CHECK_FALSE(front(f.port).last_refusal);
}

TEST_CASE("a key server transmits with a SAK that we never got", "[sim]") {
  Following f;
  const auto mi = f.port.mi();
  f.server.keep_saying(13s, [&](mka::wire::Mkpdu& pdu) {
    pdu.sak_use = mka::wire::SakUse{};
    pdu.sak_use->latest = {
        .ki = {f.server.basic.mi, 7}, .transmits = true, .receives = true, .lowest_pn = 1};
  });
  CHECK(f.port.mi() != mi);
  CHECK(front(f.port).last_stall == Stall::sak_unknown_to_us);
}

TEST_CASE("M24: another suite is named at the client; its key server starts over", "[sim]") {
  Pair p({.name = "left", .priority = 10, .suite = CipherSuite::gcm_aes_xpn_256},
         {.name = "right", .priority = 20, .suite = CipherSuite::gcm_aes_128});
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  p.world.run_for(17s);
  REQUIRE(p.right.events(EventKind::cipher_mismatch) == 1);
  const auto mismatch = *p.right.last(EventKind::cipher_mismatch);
  CHECK(mismatch.suite == CipherSuite::gcm_aes_xpn_256);
  CHECK(mismatch.own_suite == CipherSuite::gcm_aes_128);
  CHECK(mismatch.refuse == mka::RefuseReason::suite_not_accepted);
  CHECK(p.right.events(EventKind::distribution_refused) == 0);
  CHECK(front(p.right).last_refusal == mka::RefuseReason::suite_not_accepted);
  CHECK(front(p.right).refused_suite == CipherSuite::gcm_aes_xpn_256);

  p.world.run_for(600s);
  CHECK(front(p.left).last_stall == Stall::sak_not_taken_up_by_peer);
  CHECK(p.left.last(EventKind::no_progress)->peer == p.right.sci());
  CHECK(front(p.left).starts_without_progress == 5);
  // It would be refused again: who refuses need not start over as well.
  CHECK(p.right.events(EventKind::no_progress) == 0);
  // Each start brings a fresh SAK, which is refused as well.
  CHECK(p.right.events(EventKind::cipher_mismatch) <= 8);
}

TEST_CASE("of a standby key nothing is expected, even where the principal is stalled", "[sim]") {
  Pair p({.name = "left", .priority = 10, .suite = CipherSuite::gcm_aes_xpn_256},
         {.name = "right", .priority = 20, .suite = CipherSuite::gcm_aes_128});
  p.world.share_key(p.left, p.right, "0001");
  p.world.share_key(p.left, p.right, "c0ffee");
  p.world.link_up();
  p.world.run_for(300s);
  CHECK(p.left.events(EventKind::no_progress) > 0);
  CHECK(p.right.events(EventKind::no_progress) == 0);
}

TEST_CASE("a peer that transmits with the SAK has taken it up, whatever it reports", "[sim]") {
  const bool transmits = GENERATE(true, false);
  World world(seed());
  Port& port = world.port({.name = "port"});
  ScriptedPeer client(world, port, {"c0ffee"});
  client.basic.key_server_priority = 255;
  port.associate({"c0ffee"});
  port.link(true);
  for (mka::Pn pn = 1; pn <= 30; ++pn) {
    client.keep_saying(1s);
    const auto* sa = port.secy().receive_sa(client.basic.sci, mka::An{});
    if (transmits && sa != nullptr)
      port.secy().receive(
          {.sci = client.basic.sci, .key = sa->key, .ssci = sa->ssci, .salt = sa->salt, .pn = pn});
  }
  CHECK(port.events(EventKind::no_progress) == (transmits ? 0 : 1));
}

TEST_CASE("a SecY that refuses is not blamed on the key server", "[sim]") {
  Pair p;
  p.world.share_key(p.left, p.right, "c0ffee");
  p.right.secy_temper().refuse_next = 100000;
  p.world.link_up();
  p.world.run_for(300s);
  CHECK(p.right.events(EventKind::secy_failed) > 3);
  CHECK(p.right.events(EventKind::no_progress) == 0);
  p.right.secy_temper().refuse_next = 0;
  CHECK(p.world.run_until([&] { return p.agree(); }, 70s));
}

TEST_CASE("a standby key is not stalled, at either end", "[sim]") {
  Pair p;
  p.world.share_key(p.left, p.right, "0001");
  p.world.share_key(p.left, p.right, "0002");
  p.world.link_up();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  p.world.run_for(20s);
  p.world.ledger().forget();
  p.world.run_for(600s);
  for (const Port* port : {&p.left, &p.right}) {
    CHECK(port->events(EventKind::no_progress) == 0);
    CHECK(port->events(EventKind::mi_changed) == 0);
  }
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("a member that takes no SAK does not disturb the others", "[sim]") {
  World world(seed());
  Port& one = world.port({.priority = 10});
  Port& two = world.port({.priority = 20});
  Port& third = world.port({.priority = 30, .suite = CipherSuite::gcm_aes_128});
  world.share_key({"c0ffee"}, {&one, &two, &third});
  world.link_up();
  world.run_for(30s);
  REQUIRE(world.agree({&one, &two}));
  world.ledger().forget();
  const auto key = one.transmit_key();
  world.run_for(300s);
  CHECK(one.transmit_key() == key);
  CHECK(one.events(EventKind::no_progress) == 0);
  CHECK(two.events(EventKind::no_progress) == 0);
  CHECK(world.ledger().refused(0, 1) == 0);
  CHECK(world.ledger().refused(1, 0) == 0);
}

TEST_CASE("a station that hears us under one key only does not disturb the other", "[sim]") {
  Pair p;
  p.secure();
  // A third station is heard and never lists anybody.
  ScriptedPeer deaf(p.world, p.left, {"c0ffee"});
  deaf.deaf = true;
  deaf.keep_saying(120s);
  CHECK(front(p.left).unlisted_for.value() > 100s);
  CHECK(p.left.events(EventKind::no_progress) == 0);
  CHECK(p.agree());
  CHECK(p.world.ledger().lost() == 0);
}
