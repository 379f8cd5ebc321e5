// Secured, yet what arrives is refused.
#include "stories.hpp"

using namespace sim;
using mka::EventKind;

namespace {

void spoil(Port& receiver, const Port& sender) {
  receiver.secy().spoil(sender.sci(), receiver.status().latest->an);
}

}  // namespace

TEST_CASE("a receive SA with another key is found, told, and replaced", "[sim]") {
  Pair p;
  p.secure();
  const bool at_server = GENERATE(true, false);
  Port& hurt = at_server ? p.left : p.right;
  Port& other = at_server ? p.right : p.left;
  const auto before = p.left.transmit_key();
  spoil(hurt, other);
  p.world.run_for(4s);
  CHECK(hurt.events(EventKind::data_plane_mismatch) == 0);
  REQUIRE(p.world.run_until([&] { return hurt.events(EventKind::data_plane_mismatch) == 1; }, 8s));
  CHECK(hurt.last(EventKind::data_plane_mismatch)->peer == other.sci());
  CHECK(hurt.status().data_plane_mismatch);
  REQUIRE(p.world.run_until([&] { return p.agree() && p.left.transmit_key() != before; }, 2s));
  if (at_server) CHECK(p.left.last_sak_reason() == mka::NewSakReason::data_plane_mismatch);
  p.world.run_for(5s);
  p.world.ledger().forget();
  p.world.run_for(60s);
  CHECK(p.world.ledger().lost() == 0);
  CHECK(hurt.events(EventKind::data_plane_mismatch) == 1);
  CHECK(other.events(EventKind::data_plane_mismatch) == 0);
  CHECK_FALSE(hurt.status().data_plane_mismatch);
}

TEST_CASE("a SecY that spoils every SAK is renewed less and less often", "[sim]") {
  Pair p;
  p.secure();
  for (int second = 0; second < 600; ++second) {
    if (const auto latest = p.left.status().latest)
      if (p.left.secy().receive_sa(p.right.sci(), latest->an) != nullptr) spoil(p.left, p.right);
    p.world.run_for(1s);
  }
  CHECK(p.left.events(EventKind::data_plane_mismatch) >= 4);
  CHECK(p.left.events(EventKind::data_plane_mismatch) <= 10);
  CHECK(p.left.events(EventKind::mi_changed) >= 3);
}

TEST_CASE("refused frames of others do not disturb what flows, or rests", "[sim]") {
  Pair p;
  p.secure();
  const bool rests = GENERATE(true, false);
  if (rests) {
    p.world.run_for(5s);
    p.world.traffic.interval = 0ms;
  }
  for (int second = 0; second < 60; ++second) {
    for (int i = 0; i < 20; ++i) p.left.secy().receive({.sci = p.right.sci(), .key = 1, .pn = 9});
    p.world.run_for(1s);
  }
  CHECK(p.left.events(EventKind::data_plane_mismatch) == 0);
  CHECK(p.left.distributed() == 1);
}
