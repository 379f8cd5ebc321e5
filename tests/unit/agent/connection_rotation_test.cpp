// A connection whose interface is not there: what a rotation does to its keychain, and what is told
// of it. How traffic moves is for the simulation and the kernel scenarios.
#include "catch.hpp"
#include "clock.hpp"
#include "connection.hpp"
#include "describe.hpp"
#include "keys.hpp"
#include "os_random.hpp"

using namespace macsecd;
using namespace std::chrono_literals;
using macsec::Errc;
using test::ckn;
using test::derived;

namespace {

struct Fixture {
  explicit Fixture(std::optional<Rotation> running = {}) {
    SavedConnection saved{.settings = {}, .keys = {}};
    saved.settings.name = "uplink";
    saved.settings.max_keys = 2;
    REQUIRE(saved.keys.add(ckn("01"), derived(1), now()));
    if (running) REQUIRE(saved.keys.add(running->fresh, derived(2), now()));
    saved.rotation = std::move(running);
    events.subscribe([this](const AgentEvent& event) { told.push_back(event.event); });
    connection.emplace(
        world, std::move(saved), [this] { ++saves; }, [this] { ++saves; });
  }

  void rotate() {
    REQUIRE(connection->start_rotation({.fresh = ckn("02"), .old = {}}, derived(2)));
  }
  bool was_told(const std::string& event) const {
    return std::find(told.begin(), told.end(), event) != told.end();
  }
  Check check(const Key& fresh, const std::string& name) const {
    for (const Check& one : connection->preflight(&fresh, {}))
      if (one.name == name) return one;
    FAIL("no check " + name);
    return {};
  }
  KeyState state_of(const char* hex) const { return connection->key_view(ckn(hex))->verdict.state; }

  asio::io_context io;
  netlink::Kernel kernel = *netlink::Kernel::open();
  OsRandom random;
  Events events;
  World world{io, kernel, random, events};
  std::vector<std::string> told;
  int saves = 0;
  std::optional<Connection> connection;
};

}  // namespace

TEST_CASE("a rotation brings the new key beside the old one, which is its activeDelta") {
  Fixture f;
  CHECK(describe(f.connection->view())["rotation"].is_null());
  CHECK(describe(f.connection->view())["activeDelta"].is_null());
  f.rotate();
  const macsec::Json json = describe(f.connection->view());
  CHECK(json["rotation"]["phase"] == "waiting-for-peer");
  CHECK(json["rotation"]["newCkn"] == "02");
  CHECK(json["rotation"]["oldCkns"] == macsec::Json({"01"}));
  CHECK(json["rotation"]["bakeSeconds"] == 300);
  CHECK(json["activeDelta"]["ckn"] == "01");
  CHECK(json["macSecKeys"][0]["ckn"] == "02");
  CHECK(f.was_told("rotation-started"));
  CHECK(f.connection->saved().rotation.has_value());
}

TEST_CASE("no other key comes into service while a rotation runs") {
  Fixture f;
  f.rotate();
  const auto third = f.connection->add_key(ckn("03"), derived(3), {});
  REQUIRE_FALSE(third);
  CHECK(third.error().code == Errc::busy);
  CHECK(f.connection->add_key(ckn("02"), derived(2), {}));  // a fresh attempt of the new one
  CHECK(f.check({ckn("03"), derived(3)}, "no-rotation-running").code == Errc::busy);
}

TEST_CASE("an aborted rotation takes the new key out again and leaves the old one") {
  Fixture f;
  CHECK(f.connection->abort_rotation().error().code == Errc::incorrect_status);
  f.rotate();
  const auto outcome = f.connection->abort_rotation();
  REQUIRE(outcome);
  CHECK(outcome->code == "new-key-removed");
  CHECK(f.state_of("02") == KeyState::disassociated);
  CHECK(f.state_of("01") == KeyState::associating);
  CHECK_FALSE(f.connection->saved().rotation);
  CHECK(f.was_told("rotation-aborted"));
  f.rotate();  // the same pair may be tried again
  CHECK(f.connection->saved().rotation);
}

TEST_CASE("an aborted rotation never takes the last key out of service") {
  Fixture f;
  f.rotate();
  REQUIRE(f.connection->disassociate_key(ckn("01")));
  const auto outcome = f.connection->abort_rotation();
  REQUIRE(outcome);
  CHECK(outcome->code == "new-key-stays");
  CHECK(f.state_of("02") == KeyState::associating);
}

TEST_CASE("a rotation to a CKN that could be mistaken for another is refused") {
  Fixture f;
  ConnectionSettings settings = f.connection->settings();
  settings.interop.ckn_match = mka::CknMatch::ignore_trailing_zeros;
  REQUIRE(f.connection->update(settings));
  const auto started = f.connection->start_rotation({.fresh = ckn("0100"), .old = {}}, derived(2));
  REQUIRE_FALSE(started);
  CHECK(started.error().code == Errc::key_exists);
  CHECK(f.check({ckn("0100"), derived(2)}, "ckn").result == CheckResult::impossible);
  CHECK_FALSE(f.connection->saved().rotation);
}

TEST_CASE("a rotation whose new key is taken out of use has ended") {
  Fixture f;
  f.rotate();
  REQUIRE(f.connection->disassociate_key(ckn("02")));
  f.io.poll();
  CHECK_FALSE(f.connection->saved().rotation);
  CHECK(f.was_told("rotation-aborted"));
  CHECK(f.saves > 0);
  CHECK(f.state_of("01") == KeyState::associating);
}

TEST_CASE("a restart resumes a rotation, and waits with it as long as it takes") {
  Fixture f(Rotation{.fresh = ckn("02"), .old = {ckn("01")}});
  const auto view = f.connection->view();
  REQUIRE(view.rotation);
  CHECK(view.rotation->phase == RotationPhase::waiting_for_peer);
  CHECK(view.rotation->active_delta->ckn == ckn("01"));
  REQUIRE(f.connection->update(f.connection->settings()));  // anything that settles
  f.io.poll();
  CHECK(f.was_told("rotation-resumed"));
  CHECK(f.connection->saved().rotation);
}

TEST_CASE("the preflight compares the pair with the keychain") {
  Fixture f;
  using enum CheckResult;
  CHECK(f.check({ckn("02"), derived(2)}, "ckn").result == ok);
  CHECK(f.check({ckn("02"), derived(1)}, "cak").result == unsafe);
  CHECK(f.check({ckn("02"), std::nullopt}, "cak").result == ok);
  CHECK(f.check({ckn("01"), derived(2)}, "ckn").code == Errc::key_exists);
  CHECK(f.check({ckn("02"), derived(2)}, "link-up").result == unsafe);
  CHECK(f.check({ckn("02"), derived(2)}, "secured").result == unsafe);
  CHECK(f.check({ckn("02"), derived(2)}, "old-key").result == unsafe);
  CHECK(f.check({ckn("02"), derived(2)}, "room-in-keychain").result == ok);
  REQUIRE(f.connection->add_key(ckn("03"), derived(3), {}));
  CHECK(f.check({ckn("02"), derived(2)}, "room-in-keychain").code == Errc::keychain_full);
  CHECK(f.check({ckn("03"), derived(3)}, "room-in-keychain").result == ok);
  // An older key cannot relieve a newer one.
  CHECK(f.check({ckn("01"), derived(1)}, "ckn").result == impossible);
  REQUIRE(f.connection->disassociate_key(ckn("03")));
  CHECK(f.check({ckn("03"), derived(3)}, "ckn").result == ok);
}
