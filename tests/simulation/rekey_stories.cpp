// The life of SAKs on a healthy link: no rotation loses a frame.
#include "stories.hpp"

using namespace sim;
using mka::CipherSuite;
using mka::NewSakReason;

namespace {

// A frame each millisecond, so that no gap can hide.
void dense(World& world) { world.traffic.interval = 1ms; }

void check_nothing_lost(World& world) {
  INFO(world.ledger().text());
  CHECK(world.ledger().lost() == 0);
}

}  // namespace

TEST_CASE("a rotation asked for every second loses nothing", "[sim][802.1X 9.8]") {
  const auto suite = GENERATE(CipherSuite::gcm_aes_128, CipherSuite::gcm_aes_xpn_256);
  Pair p = pair_of(suite);
  p.secure();
  dense(p.world);
  for (int second = 0; second < 60; ++second) {
    p.left.rotate_key();
    p.world.run_for(1s);
  }
  CHECK(p.left.distributed() >= 5);
  CHECK(p.left.last_sak_reason() == NewSakReason::asked);
  p.world.run_for(10s);
  CHECK(p.agree());
  CHECK(p.left.keys_installed() == 1);
  CHECK(p.right.keys_installed() == 1);
  check_nothing_lost(p.world);
}

TEST_CASE("only the key server of a secured link can rotate", "[sim]") {
  Pair p;
  CHECK(p.left.rotate_key() == mka::RekeyAnswer::not_secured);
  p.secure();
  CHECK(p.right.rotate_key() == mka::RekeyAnswer::not_key_server);
  CHECK(p.left.rotate_key() == mka::RekeyAnswer::accepted);
}

TEST_CASE("the SAK rotates by the interval", "[sim]") {
  Pair p = pair_of(CipherSuite::gcm_aes_xpn_256,
                   [](mka::PortPolicy& policy) { policy.rekey_interval = 30s; });
  p.secure();
  p.world.run_for(295s);
  CHECK(p.left.distributed() >= 9);
  CHECK(p.left.distributed() <= 11);
  CHECK(p.left.last_sak_reason() == NewSakReason::lifetime_over);
  check_nothing_lost(p.world);
}

TEST_CASE("the SAK rotates by volume", "[sim]") {
  // 50 frames of 1000 octets a second.
  Pair p = pair_of(CipherSuite::gcm_aes_256,
                   [](mka::PortPolicy& policy) { policy.rekey_octets = 1'000'000; });
  p.secure();
  p.world.run_for(200s);
  CHECK(p.left.distributed() >= 8);
  CHECK(p.left.distributed() <= 12);
  CHECK(p.left.last_sak_reason() == NewSakReason::volume_used);
  check_nothing_lost(p.world);
}

TEST_CASE(
    "M58: the SAK rotates before packet numbers run out, ours or the client's as its LPN says",
    "[sim][802.1X 9.8]") {
  const auto suite = GENERATE(CipherSuite::gcm_aes_128, CipherSuite::gcm_aes_256,
                              CipherSuite::gcm_aes_xpn_128, CipherSuite::gcm_aes_xpn_256);
  Pair p = pair_of(suite);
  p.secure();
  const bool by_client = GENERATE(false, true);
  Port& busy = by_client ? p.right : p.left;
  const mka::Pn near_the_end = mka::is_xpn(suite) ? 0xC000000000000001u : 0xC0000001u;
  // A receiver cannot follow an XPN that jumps by 2^31 or more, so it is moved along.
  for (Port* port : {&p.left, &p.right}) REQUIRE(port->secy().next_pn());
  *busy.secy().next_pn() = near_the_end;
  Port& hearer = by_client ? p.left : p.right;
  hearer.secy().follow(busy.sci(), near_the_end);
  p.world.run_for(10s);
  CHECK(p.left.distributed() == 2);
  CHECK(p.left.last_sak_reason() == NewSakReason::packet_numbers_low);
  CHECK(p.agree());
  CHECK(*busy.secy().next_pn() < 1000);
  check_nothing_lost(p.world);
}

TEST_CASE("a threshold of packets chosen by the operator", "[sim]") {
  Pair p = pair_of(CipherSuite::gcm_aes_xpn_128,
                   [](mka::PortPolicy& policy) { policy.rekey_packet_number = 1000; });
  p.secure();
  p.world.run_for(200s);
  CHECK(p.left.distributed() >= 8);
  CHECK(p.left.last_sak_reason() == NewSakReason::packet_numbers_low);
  check_nothing_lost(p.world);
}

TEST_CASE("32-bit packet numbers at a rate that uses them up in two minutes", "[sim]") {
  Pair p = pair_of(CipherSuite::gcm_aes_128);
  p.world.traffic.packets = 0x100000;  // 50 times a second: 52 million packets
  p.secure();
  p.world.run_for(600s);
  CHECK(p.left.distributed() >= 8);
  CHECK(p.agree());
  check_nothing_lost(p.world);
}

TEST_CASE("XPN goes across 2^32 packets", "[sim]") {
  Pair p = pair_of(CipherSuite::gcm_aes_xpn_256,
                   [](mka::PortPolicy& policy) { policy.delay_protect = true; });
  p.world.traffic.packets = 0x1000000;
  p.secure();
  p.world.run_for(120s);
  CHECK(*p.left.secy().next_pn() > 0x1'0000'0000u);
  CHECK(p.left.distributed() == 1);
  check_nothing_lost(p.world);
}

TEST_CASE("delay protection raises the bound and refuses nothing that is in time",
          "[sim][802.1X 9.10]") {
  const auto suite = GENERATE(CipherSuite::gcm_aes_128, CipherSuite::gcm_aes_xpn_256);
  // The window would let old frames in; delay protection takes them out.
  Pair p = pair_of(suite, [](mka::PortPolicy& policy) {
    policy.delay_protect = true;
    policy.replay_window = 1'000'000;
  });
  p.secure();
  p.world.network().weather.longest_delay = 900ms;
  p.world.run_for(60s);
  check_nothing_lost(p.world);
  CHECK(p.right.requests("SetReceiveLowestPn") > 10);
}

TEST_CASE("integrity only reaches both SecYs", "[sim]") {
  Pair p = pair_of(CipherSuite::gcm_aes_128, [](mka::PortPolicy& policy) {
    policy.confidentiality = mka::Confidentiality::integrity_only;
  });
  p.secure();
  CHECK_FALSE(p.left.secy().protection().confidentiality);
  CHECK_FALSE(p.right.secy().protection().confidentiality);
  p.left.rotate_key();
  p.world.run_for(20s);
  check_nothing_lost(p.world);
}

TEST_CASE("an hour of link life with a rotation each minute", "[sim]") {
  Pair p = pair_of(CipherSuite::gcm_aes_xpn_256,
                   [](mka::PortPolicy& policy) { policy.rekey_interval = 60s; });
  p.secure();
  p.world.run_for(3600s);
  CHECK(p.left.distributed() >= 58);
  CHECK(p.left.distributed() <= 62);
  CHECK(p.left.keys_installed() <= 2);
  check_nothing_lost(p.world);
}
