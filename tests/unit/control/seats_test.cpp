#include "control/seats.hpp"

#include "catch.hpp"
#include "control/limits.hpp"

using namespace macsec;

namespace {

Peer of_user(uid_t uid, Access access) {
  Peer peer;
  peer.uid = uid;
  peer.access = access;
  return peer;
}

// As many as the user can get.
std::size_t fill(Seats& seats, uid_t uid, Access access) {
  std::size_t taken = 0;
  while (taken < 1000 && seats.take(of_user(uid, access))) ++taken;
  return taken;
}

}  // namespace

TEST_CASE("one user cannot use up the seats", "[seats]") {
  Seats seats;
  CHECK(fill(seats, 1000, Access::change) == limits::clients_of_user);
  const auto refused = seats.take(of_user(1000, Access::change));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::busy);
  CHECK(refused.error().what == "macsecd serves 16 clients of this user already");
  CHECK(seats.take(of_user(1001, Access::change)));
}

TEST_CASE("readers leave room for those who change, and nobody keeps root out", "[seats]") {
  Seats seats;
  std::size_t readers = 0;
  for (uid_t uid = 5000; uid < 5100; ++uid) readers += fill(seats, uid, Access::read);
  CHECK(readers == limits::clients_reading);
  CHECK(fill(seats, 1000, Access::change) == limits::clients_of_user);
  CHECK(seats.take(of_user(1001, Access::change)));
  for (uid_t uid = 1001; uid < 1100; ++uid) fill(seats, uid, Access::change);
  CHECK_FALSE(seats.take(of_user(2000, Access::change)));
  CHECK(fill(seats, 0, Access::change) == limits::clients - limits::clients_but_root);
}

TEST_CASE("who leaves makes room", "[seats]") {
  Seats seats;
  for (int round = 0; round < 3; ++round) {
    const auto taken = fill(seats, 1000, Access::read);
    CHECK(taken == limits::clients_of_user);
    for (std::size_t i = 0; i < taken; ++i) seats.leave(of_user(1000, Access::read));
  }
}
