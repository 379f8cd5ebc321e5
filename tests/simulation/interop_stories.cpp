// Settings for peers that do things in another way.
#include "scripted_peer.hpp"
#include "stories.hpp"

using namespace sim;
using mka::CipherSuite;
using mka::CknMatch;
using mka::DropReason;
using mka::EventKind;
using mka::PortPolicy;

namespace {

using Tune = std::function<void(PortPolicy&)>;

void tolerant(PortPolicy& policy) { policy.ckn_match = CknMatch::ignore_trailing_zeros; }

Pair pair_tuned(Tune left, Tune right) {
  return Pair({.name = "left", .priority = 10, .tune = std::move(left)},
              {.name = "right", .priority = 20, .tune = std::move(right)});
}

mka::ParticipantStatus front(const Port& port) { return port.status().participants.front(); }

}  // namespace

TEST_CASE("a name filled with zeros by the peer is answered in the peer's form", "[sim]") {
  const std::string ours = GENERATE("c0ffee", "0123456789abcdef0123456789abcdef01");
  const std::string filled = ours + GENERATE("00", "0000000000");
  const bool left_is_long = GENERATE(true, false);
  const bool left_is_server = GENERATE(true, false);
  Pair p({.name = "left",
          .priority = static_cast<std::uint8_t>(left_is_server ? 10 : 30),
          .tune = tolerant},
         {.name = "right", .priority = 20});
  p.left.associate({.ckn = left_is_long ? filled : ours});
  p.right.associate({.ckn = left_is_long ? ours : filled});
  p.world.link_up();
  CHECK(p.world.run_until([&] { return p.agree(); }, 100ms));
  p.world.run_for(5s);
  p.world.ledger().forget();
  p.world.run_for(60s);
  CHECK(p.agree());
  CHECK(p.world.ledger().lost() == 0);
  CHECK(front(p.left).wire_ckn == mka::Ckn::from_hex(left_is_long ? ours : filled));
  CHECK_FALSE(front(p.right).wire_ckn);
  CHECK(p.left.status().foreign_ckns.empty());
}

TEST_CASE("two stations that are both content with either form of the name", "[sim]") {
  Pair p = pair_tuned(tolerant, tolerant);
  p.left.associate({.ckn = "c0ffee"});
  p.right.associate({.ckn = "c0ffee00"});
  p.world.link_up();
  CHECK(p.world.run_until([&] { return p.agree(); }, 100ms));
  p.world.run_for(5s);
  const auto sent = front(p.left).mkpdus_sent;
  p.world.run_for(60s);
  CHECK(p.agree());
  // They do not follow each other for ever.
  CHECK(front(p.left).mkpdus_sent - sent < 40);
}

TEST_CASE("an exact match goes before one but for trailing zeros", "[sim]") {
  Pair p = pair_tuned(tolerant, {});
  p.left.associate({.ckn = "c0ffee00"});
  p.left.associate({.ckn = "c0ffee"});
  p.right.associate({.ckn = "c0ffee00"});
  p.world.link_up();
  CHECK(p.world.run_until([&] { return p.agree(); }, 100ms));
  CHECK(p.left.status().participants[0].live.empty());
  CHECK(p.left.status().participants[1].live.size() == 1);
  CHECK_FALSE(p.left.status().participants[1].wire_ckn);
}

TEST_CASE("a peer changes its form of the name; recordings of the former change nothing", "[sim]") {
  Pair p = pair_tuned(tolerant, {});
  p.left.associate({.ckn = "c0ffee"});
  p.right.associate({.ckn = "c0ffee00"});
  p.world.link_up();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, 100ms));
  p.world.run_for(10s);
  const std::size_t former = p.world.recorded();
  p.right.disassociate("c0ffee00");
  p.right.associate({.ckn = "c0ffee"});
  REQUIRE(p.world.run_until([&] { return p.agree(); }, two_life_times));
  CHECK_FALSE(front(p.left).wire_ckn);
  p.world.run_for(10s);
  p.world.ledger().forget();
  for (std::size_t i = 0; i < former; ++i) {
    p.world.replay(p.left, p.world.recorded() - 1 - i);
    p.world.run_for(100ms);
    CHECK_FALSE(front(p.left).wire_ckn);
  }
  p.world.run_for(10s);
  CHECK(p.agree());
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("a forged name changes nothing: only who has the CAK is answered", "[sim]") {
  Pair p = pair_tuned(tolerant, {});
  p.left.associate({.ckn = "c0ffee"});
  p.right.associate({.ckn = "c0ffee00", .secret = "them"});
  p.world.link_up();
  p.world.run_for(20s);
  CHECK_FALSE(front(p.left).wire_ckn);
  CHECK(front(p.left).icv_mismatches > 0);
}

TEST_CASE("a name that was foreign is none any more once trailing zeros do not count", "[sim]") {
  Pair p;
  p.left.associate({.ckn = "c0ffee"});
  p.right.associate({.ckn = "c0ffee00"});
  p.world.link_up();
  p.world.run_for(20s);
  REQUIRE(p.left.status().last_unknown_ckn);
  p.left.change_policy(tolerant);
  CHECK_FALSE(p.left.status().last_unknown_ckn);
  CHECK(p.left.status().foreign_ckns.empty());
  CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
}

TEST_CASE("back to exact names, our own form is used again", "[sim]") {
  Pair p = pair_tuned(tolerant, {});
  p.left.associate({.ckn = "c0ffee"});
  p.right.associate({.ckn = "c0ffee00"});
  p.world.link_up();
  REQUIRE(p.world.run_until([&] { return p.agree(); }, 100ms));
  p.left.change_policy([](PortPolicy& policy) { policy.ckn_match = CknMatch::exact; });
  p.world.run_for(10s);
  CHECK_FALSE(front(p.left).wire_ckn);
  CHECK_FALSE(p.left.secured());
  CHECK(p.right.status().foreign_ckns.front().ours == mka::Ckn::from_hex("c0ffee00"));
}

TEST_CASE("another EtherType, and only that one", "[sim]") {
  const auto other = [](PortPolicy& policy) { policy.ether_type = 0x876F; };
  SECTION("at both ends") {
    Pair p = pair_tuned(other, other);
    p.secure();
    CHECK(p.agree());
  }
  SECTION("at one end") {
    Pair p = pair_tuned(other, {});
    p.world.share_key(p.left, p.right, "c0ffee");
    p.world.link_up();
    p.world.run_for(20s);
    CHECK_FALSE(p.left.secured());
    CHECK(p.left.drops(DropReason::not_eapol) > 5);
    p.left.change_policy([](PortPolicy& policy) { policy.ether_type = 0x888E; });
    CHECK(p.world.run_until([&] { return p.agree(); }, two_life_times));
  }
}

TEST_CASE("other destination addresses", "[sim]") {
  const auto to = [](mka::MacAddress address) {
    return [=](PortPolicy& policy) { policy.destination = address; };
  };
  const mka::MacAddress left_mac{{2, 0, 0, 0, 0, 0x0a}};
  const mka::MacAddress right_mac{{2, 0, 0, 0, 0, 0x0b}};
  SECTION("any group address is heard") {
    Pair p = pair_tuned(to({{1, 0x80, 0xc2, 0, 0, 0}}), to({{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}}));
    p.secure();
  }
  SECTION("each other's own") {
    Pair p = pair_tuned(to(right_mac), to(left_mac));
    p.secure();
  }
  SECTION("our own is heard only if we send to an individual one") {
    Pair p = pair_tuned(to(right_mac), {});
    p.world.share_key(p.left, p.right, "c0ffee");
    p.world.link_up();
    p.world.run_for(20s);
    CHECK_FALSE(p.right.secured());
    CHECK(p.right.drops(DropReason::dest_individual) > 5);
  }
  SECTION("an individual address that is not ours") {
    Pair p = pair_tuned(to({{2, 0, 0, 0, 0, 0x77}}), to(left_mac));
    p.world.share_key(p.left, p.right, "c0ffee");
    p.world.link_up();
    p.world.run_for(20s);
    CHECK_FALSE(p.right.secured());
    CHECK(p.right.drops(DropReason::dest_individual) > 5);
  }
}

TEST_CASE("every MKA version with every other, with and without the ICV indicator", "[sim]") {
  const auto left = static_cast<std::uint8_t>(GENERATE(0, 1, 2, 3));
  const auto right = static_cast<std::uint8_t>(GENERATE(0, 1, 2, 3));
  const auto suite = GENERATE(CipherSuite::gcm_aes_128, CipherSuite::gcm_aes_xpn_256);
  Pair p({.name = "left",
          .priority = 10,
          .suite = suite,
          .tune =
              [=](PortPolicy& policy) {
                policy.mka_version = left;
                policy.include_icv_indicator = true;
              }},
         {.name = "right", .priority = 20, .suite = suite, .tune = [=](PortPolicy& policy) {
            policy.mka_version = right;
          }});
  p.secure();
  p.left.rotate_key();
  p.world.run_for(10s);
  CHECK(p.agree());
  CHECK(p.world.ledger().lost() == 0);
  const std::uint8_t otherwise = mka::is_xpn(suite) ? 3 : 1;
  CHECK(front(p.left).mka_version == (left != 0 ? left : otherwise));
  CHECK(front(p.left).live.at(0).mka_version == (right != 0 ? right : otherwise));
}

TEST_CASE("slow hellos give peers as many chances to be heard", "[sim]") {
  const auto slow = [](PortPolicy& policy) { policy.hello_time = 10s; };
  Pair p = pair_tuned(slow, slow);
  p.secure();
  const auto sent = front(p.left).mkpdus_sent;
  p.world.run_for(300s);
  CHECK(p.agree());
  CHECK(front(p.left).mkpdus_sent - sent <= 300 / 9 + 1);
  CHECK(p.world.ledger().lost() == 0);
  p.right.die();
  p.world.run_for(19s);
  CHECK(p.left.live_peers() == 1);
  p.world.run_for(12s);
  CHECK(p.left.live_peers() == 0);
  p.right.restart();
  CHECK(p.world.run_until([&] { return p.agree(); }, 20s));
}

TEST_CASE("no hello is faster than the bounded one", "[sim]") {
  const auto hasty = [](PortPolicy& policy) { policy.hello_time = 10ms; };
  Pair p = pair_tuned(hasty, hasty);
  p.secure();
  const auto sent = front(p.left).mkpdus_sent;
  p.world.run_for(90s);
  CHECK(front(p.left).mkpdus_sent - sent <= 200);
  CHECK(front(p.left).mkpdus_sent - sent >= 170);
}

TEST_CASE(
    "short SCIs by SCI or in the order of the live list; no SAK where the server counts otherwise",
    "[sim]") {
  const auto mode = GENERATE(mka::SsciMode::by_sci_descending, mka::SsciMode::by_live_list);
  const auto said = static_cast<std::uint8_t>(GENERATE(0, 1, 2, 9));
  World world(seed());
  Port& port = world.port({.tune = [=](PortPolicy& policy) { policy.ssci_mode = mode; }});
  ScriptedPeer server(world, port, {"c0ffee"});  // the lower SCI: 2 by the standard's rule
  port.associate({"c0ffee"});
  port.link(true);
  server.say();
  server.say([&](mka::wire::Mkpdu& pdu) {
    pdu.distributed_sak = server.sak(1);
    pdu.live->key_server_ssci = said;
  });
  world.run_for(1s);
  const auto& sa = port.secy().transmit_sas()[1];
  const bool listed = mode == mka::SsciMode::by_live_list && (said == 1 || said == 2);
  const unsigned theirs = listed ? said : 2;
  const bool mismatch = said != 0 && said != theirs;
  CHECK(port.events(EventKind::ssci_mismatch) == (mismatch ? 1 : 0));
  CHECK(port.refusals(mka::RefuseReason::ssci_mismatch) == (mismatch ? 1 : 0));
  CHECK(sa.has_value() != mismatch);  // else both might use the same nonces under one SAK
  if (sa) CHECK(sa->ssci == mka::Ssci{3 - theirs});
}
