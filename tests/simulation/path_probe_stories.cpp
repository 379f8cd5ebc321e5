// Which sizes of frames a path carries.
#include "stories.hpp"

using namespace sim;

namespace {

mka::PathProbeStatus probed(const Port& port) { return port.paths().probe.value(); }

}  // namespace

TEST_CASE("a path that carries large frames: the peer names them", "[sim]") {
  Pair p;
  p.secure();
  p.left.probe_path(1514, 6s);
  p.world.run_for(8s);
  CHECK(probed(p.left).frame_octets == 1514);
  CHECK(probed(p.left).sent >= 3);
  CHECK(probed(p.left).heard >= 3);
  CHECK(probed(p.left).passed_over == 0);
  const auto sent = probed(p.left).sent;
  p.world.run_for(20s);
  CHECK(probed(p.left).sent == sent);
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("a path that drops large frames: the peer names those before, and stays", "[sim]") {
  Pair p;
  p.world.network().weather.largest_frame = 1400;
  p.secure();
  p.left.probe_path(1514, 6s);
  p.world.run_for(8s);
  CHECK(probed(p.left).heard == 0);
  CHECK(probed(p.left).passed_over >= 3);
  p.left.probe_path(1400, 6s);
  p.world.run_for(8s);
  CHECK(probed(p.left).heard >= 3);
  CHECK(p.right.events(mka::EventKind::peer_lost) == 0);
  CHECK(p.world.ledger().lost() == 0);
}

TEST_CASE("without a live peer no path is probed", "[sim]") {
  Pair p;
  p.world.share_key(p.left, p.left, "c0ffee");
  p.world.link_up();
  p.left.probe_path(1514, 6s);
  p.world.run_for(8s);
  CHECK_FALSE(p.left.paths().probe);
}
