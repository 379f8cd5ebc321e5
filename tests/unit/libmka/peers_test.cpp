#include "peers.hpp"

#include "catch.hpp"

using namespace mka;
using namespace std::chrono_literals;
using Change = PeerTable::Change;

namespace {

const Time start{100s};
constexpr Duration life = 6s;

wire::Basic basic(std::uint8_t mi, Mn mn, std::uint8_t mac = 0x0a) {
  return {.key_server_priority = 16,
          .sci = {{{2, 0, 0, 0, 0, mac}}, 1},
          .mi = {{mi}},
          .mn = mn,
          .ckn = *Ckn::from_hex("61")};
}

}  // namespace

TEST_CASE("a new member is potential until it proves to hear us", "[peers][802.1X 9.4.3]") {
  PeerTable peers;
  CHECK(peers.observe(basic(1, 1), false, start, life).change == Change::heard);
  CHECK_FALSE(peers.any_live());
  CHECK(peers.any_potential());
  const auto seen = peers.observe(basic(1, 2), true, start + 1s, life);
  CHECK(seen.change == Change::live);
  CHECK(seen.sender->live_since == start + 1s);
  CHECK_FALSE(peers.any_potential());
}

TEST_CASE("MNs must grow; gaps are fine", "[peers]") {
  PeerTable peers;
  peers.observe(basic(1, 5), true, start, life);
  CHECK(peers.observe(basic(1, 5), true, start, life).drop == DropReason::replayed);
  CHECK(peers.observe(basic(1, 4), true, start, life).drop == DropReason::replayed);
  CHECK_FALSE(peers.observe(basic(1, 6), true, start, life).drop);
  CHECK_FALSE(peers.observe(basic(1, 60), true, start, life).drop);
}

TEST_CASE("an MI that moves to another SCI is refused", "[peers]") {
  PeerTable peers;
  peers.observe(basic(1, 1, 0x0a), true, start, life);
  CHECK(peers.observe(basic(1, 2, 0x0b), true, start, life).drop == DropReason::sci_changed);
}

TEST_CASE("only proof keeps a peer: talking without listing us does not", "[peers]") {
  PeerTable peers;
  peers.observe(basic(1, 1), true, start, life);
  peers.observe(basic(1, 2), false, start + 5s, life);
  CHECK(peers.expire(start + 5999ms).empty());
  const auto gone = peers.expire(start + 6s);
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].live);
}

TEST_CASE("a potential peer is not kept alive by its own talk", "[peers]") {
  PeerTable peers;
  for (Mn mn = 1; mn <= 6; ++mn)
    peers.observe(basic(1, mn), false, start + std::chrono::seconds(mn - 1), life);
  CHECK(peers.expire(start + 6s).size() == 1);
}

TEST_CASE("a restarted peer takes over only when its new MI is proved live", "[peers]") {
  PeerTable peers;
  peers.observe(basic(1, 9), true, start, life);
  CHECK(peers.observe(basic(2, 1), false, start + 1s, life).change == Change::heard);
  REQUIRE(peers.find(Mi{{1}}) != nullptr);
  CHECK(peers.find(Mi{{1}})->live);
  CHECK(peers.observe(basic(2, 2), true, start + 2s, life).change == Change::restarted);
  CHECK(peers.find(Mi{{1}}) == nullptr);
  CHECK(peers.observe(basic(1, 10), true, start + 3s, life).drop == DropReason::replaced_peer);
}

TEST_CASE("one restart candidate per SCI, and a bounded table", "[peers]") {
  PeerTable peers;
  for (std::uint8_t mi = 1; mi < 200; ++mi) peers.observe(basic(mi, 1), false, start, life);
  CHECK(peers.all().size() == 1);
  for (std::uint8_t mac = 0x10; mac < 0x10 + 2 * limits::peers; ++mac)
    peers.observe(basic(mac, 1, mac), false, start, life);
  CHECK(peers.all().size() == limits::peers);
  CHECK(peers.observe(basic(250, 1, 0xfa), true, start, life).drop == DropReason::peer_table_full);
}

TEST_CASE("members hear each other when every live list names all the others", "[peers]") {
  PeerTable peers;
  peers.observe(basic(1, 1, 0x0a), true, start, life);
  CHECK(peers.all_hear_each_other());
  peers.observe(basic(2, 1, 0x0b), true, start, life);
  CHECK_FALSE(peers.all_hear_each_other());
  peers.find(Mi{{1}})->hears = {Mi{{9}}, Mi{{2}}};
  CHECK_FALSE(peers.all_hear_each_other());
  peers.find(Mi{{2}})->hears = {Mi{{1}}};
  CHECK(peers.all_hear_each_other());
  peers.observe(basic(3, 1, 0x0c), false, start, life);  // potential members do not count
  CHECK(peers.all_hear_each_other());
}

TEST_CASE("reports count by key identifier, wherever they stand", "[peers]") {
  Peer peer{.mi = {{1}}, .sci = {}};
  const Ki ki{{{9}}, 3};
  peer.reported[1] = {.ki = ki, .transmits = true, .receives = true};
  peer.reported_lowest_pn[1] = 77;
  CHECK(peer.receives(ki));
  CHECK(peer.transmits(ki));
  CHECK(peer.lowest_pn(ki) == 77u);
  CHECK_FALSE(peer.receives({{{9}}, 4}));
  peer.reported[1].receives = false;
  CHECK_FALSE(peer.transmits(ki));
}
