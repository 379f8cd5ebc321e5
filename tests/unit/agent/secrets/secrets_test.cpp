// Secrets over a real vault, and over connections whose interface is not there: nothing is secured.
// How a secured session lives on is for kernel.secrets.
#include "secrets/secrets.hpp"

#include <algorithm>

#include "catch.hpp"
#include "derived_from.hpp"
#include "os_random.hpp"
#include "state.hpp"
#include "unit/agent/keys.hpp"
#include "unit/agent/vault_home.hpp"

using namespace macsecd;
using macsec::Errc;
using macsec::Result;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using test::cak;
using test::ckn;

namespace {

struct Fixture {
  Fixture() {
    events.subscribe([this](const AgentEvent& event) { told.push_back(event); });
    REQUIRE(state.load());
    SavedConnection saved{.settings = {}, .keys = {}};
    saved.settings.name = "uplink";
    saved.settings.interface = "no-such-if";
    saved.settings.device = "ms0";
    saved.settings.mode = mka::EncryptionMode::must_encrypt;
    std::vector<SavedConnection> all;
    all.push_back(std::move(saved));
    connections.restore(std::move(all));
    restart();
  }
  // Of the secrets room alone, with what is on disk.
  void restart() {
    secrets.reset();
    secrets.emplace(world, home.vault(), connections, home.path() / "grants.json",
                    [this] { return clock; });
    secrets->start();
  }
  Connection& uplink() { return **connections.find("uplink"); }

  Errc refused(const Result<void>& result) {
    REQUIRE_FALSE(result);
    CHECK_FALSE(result.error().hint.empty());
    return result.error().code;
  }
  Result<void> import(const std::string& name, std::uint8_t octet = 1) {
    Result<void> out;
    secrets->import(name, ckn("aa"), cak(octet), [&](Result<void> done) { out = done; });
    return out;
  }
  Result<void> remove(const std::string& name) {
    Result<void> out;
    secrets->remove(name, [&](Result<void> done) { out = done; });
    return out;
  }
  Result<std::vector<DeletionNotice>> schedule(const std::string& name, seconds in = days(30)) {
    Result<std::vector<DeletionNotice>> out{std::vector<DeletionNotice>{}};
    secrets->schedule({name}, in, [&](auto planned) { out = planned; });
    return out;
  }
  Result<void> cancel(const std::string& name) {
    Result<void> out;
    secrets->cancel({name}, [&](Result<void> done) { out = done; });
    return out;
  }
  // As AssociateKey with a secret does.
  void associate(const std::string& name) {
    home.with([&](OpenVault& open) {
      const auto read = open.read(name);
      REQUIRE(read);
      REQUIRE(connections.associate_secret({&uplink()}, name, ckn("aa"),
                                           *derived_from(*read, ckn("aa")), {}, {}));
    });
    secrets->tell_keys();
  }
  Errc reading(const std::string& name) {
    Errc code = Errc::timeout;
    home.with([&](OpenVault& open) {
      if (const auto read = open.read(name); !read) code = read.error().code;
    });
    return code;
  }
  void pass(seconds time) {
    clock.since_boot += time;
    secrets->look();
  }
  long times(const std::string& event, const std::string& reason = {}) const {
    return std::count_if(told.begin(), told.end(), [&](const AgentEvent& one) {
      return one.event == event && (reason.empty() || one.reason == reason);
    });
  }
  std::string state_of_key() {
    const auto view = uplink().key_view(ckn("aa"));
    return view ? std::string(to_string(view->verdict.state)) : "none";
  }

  asio::io_context io;
  netlink::Kernel kernel = *netlink::Kernel::open();
  OsRandom random;
  Events events;
  World world{io, kernel, random, events};
  test::VaultHome home;
  test::TemporaryDirectory directory;
  State state{directory.path(), home.vault()};
  Connections connections{world, state};
  RunningTime clock{"first", hours(1)};
  std::vector<AgentEvent> told;
  std::optional<Secrets> secrets;
};

}  // namespace

TEST_CASE("[M17, M41] a secret is imported by name, once") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  CHECK(f.refused(f.import("aws-2026")) == Errc::key_exists);
  for (const char* bad : {"", "a/b", "uplink/aa", ".a", "-a", "a b"})
    CHECK(f.refused(f.import(bad)) == Errc::illegal_param);
  f.associate("aws-2026");
  CHECK(f.state_of_key() == "associating");
  CHECK(f.uplink().key_view(ckn("aa"))->secret == "aws-2026");
}

TEST_CASE("[M86, M87] a secret is for those to whom it is granted, by name or by prefix") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  const Group group{&f.uplink()};
  CHECK(f.refused(f.secrets->check_use(group, "aws-2026")) == Errc::permission_denied);
  CHECK(f.refused(f.secrets->check_use(group, "nothing")) == Errc::key_not_found);
  REQUIRE(f.secrets->grant({"uplink", "aws-*"}));
  CHECK(f.secrets->check_use(group, "aws-2026"));
  REQUIRE(f.import("aws-2027", 2));  // label prefix: no new grant
  CHECK(f.secrets->check_use(group, "aws-2027"));
  f.restart();
  CHECK(f.secrets->check_use(group, "aws-2027"));
}

TEST_CASE("[M88] what a key uses is neither deleted nor revoked") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  REQUIRE(f.secrets->grant({"uplink", "aws-2026"}));
  f.associate("aws-2026");
  CHECK(f.refused(f.remove("aws-2026")) == Errc::secret_in_use);
  CHECK(f.refused(f.secrets->revoke({"uplink", "aws-2026"})) == Errc::secret_in_use);
  CHECK(f.refused(f.secrets->revoke({"uplink", "aws-*"})) == Errc::key_not_found);
  REQUIRE(f.secrets->grant({"uplink", "aws-*"}));
  CHECK(f.secrets->revoke({"uplink", "aws-2026"}));  // the other one still allows it
  REQUIRE(f.uplink().disassociate_key(ckn("aa")));
  CHECK(f.refused(f.remove("aws-2026")) == Errc::secret_in_use);
  REQUIRE(f.uplink().delete_key(ckn("aa")));
  CHECK(f.remove("aws-2026"));
  CHECK(f.refused(f.remove("aws-2026")) == Errc::key_not_found);
}

TEST_CASE("[M78, M79] without a secured session the key is disassociated at once") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  f.associate("aws-2026");
  const auto planned = f.schedule("aws-2026");
  REQUIRE(planned);
  REQUIRE(planned->size() == 1);
  CHECK(planned->front().consequence.code == "disassociated");
  CHECK(planned->front().connection == "uplink");
  CHECK(f.state_of_key() == "disassociated");
  CHECK(f.times("key-deletion-scheduled", "planned") == 1);
  CHECK(f.times("mode-downgraded") == 1);  // M45: it was the last key
  CHECK(f.reading("aws-2026") == Errc::secret_not_readable);
  CHECK(f.refused(f.uplink().reassociate_key(ckn("aa"))) == Errc::secret_not_readable);
  CHECK(f.uplink().key_view(ckn("aa"))->deleted_on.has_value());
}

TEST_CASE("[M79, M45] the rule refuse blocks instead when the secret goes") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  f.associate("aws-2026");
  ConnectionSettings settings = f.uplink().settings();
  settings.on_last_key = OnLastKey::refuse;
  REQUIRE(f.uplink().update(settings));
  REQUIRE_FALSE(f.uplink().disassociate_key(ckn("aa")));
  REQUIRE(f.schedule("aws-2026"));
  CHECK(f.state_of_key() == "disassociated");
  CHECK(f.uplink().settings().mode == mka::EncryptionMode::must_encrypt);
  CHECK(f.times("mode-downgraded") == 0);
}

TEST_CASE("[M77] a plan is cancelled, and the secret is as good as before") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  f.associate("aws-2026");
  CHECK(f.refused(f.cancel("aws-2026")) == Errc::incorrect_status);
  REQUIRE(f.schedule("aws-2026"));
  CHECK_FALSE(f.schedule("aws-2026"));
  REQUIRE(f.cancel("aws-2026"));
  CHECK(f.times("key-deletion-cancelled") == 1);
  CHECK(f.reading("aws-2026") == Errc::timeout);  // no error
  CHECK(f.uplink().reassociate_key(ckn("aa")));
  CHECK(f.state_of_key() == "associating");
  f.pass(days(40));
  CHECK(f.state_of_key() == "associating");
}

TEST_CASE("[M77] a plan goes with its secret, and does not wait for another of that name") {
  Fixture f;
  REQUIRE(f.import("old"));
  REQUIRE(f.schedule("old", days(7)));
  f.home.with([](OpenVault& open) { REQUIRE(open.remove("old")); });
  REQUIRE(f.import("old", 2));
  f.secrets->stop();
  f.restart();
  CHECK_FALSE(f.secrets->deletion_of("old"));
  f.pass(days(8));
  CHECK(f.home.vault().find("old") != nullptr);
}

TEST_CASE("[M77] what cannot be planned changes nothing") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  CHECK_FALSE(f.schedule("nothing"));
  CHECK_FALSE(f.schedule("aws-2026", days(6)));
  CHECK_FALSE(f.schedule("aws-2026", days(31)));
  CHECK(f.reading("aws-2026") == Errc::timeout);
  CHECK(f.times("key-deletion-scheduled") == 0);
}

TEST_CASE("[M80] the owner is reminded, over restarts too, and never twice of the same") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  REQUIRE(f.schedule("aws-2026"));
  CHECK(f.told.back().secret == "aws-2026");
  CHECK(f.told.back().level == Level::warning);
  f.pass(days(23) - seconds(1));
  CHECK(f.times("key-deletion-scheduled", "reminder") == 0);
  f.pass(seconds(1));
  CHECK(f.times("key-deletion-scheduled", "reminder") == 1);
  f.restart();
  f.pass(days(4));
  f.restart();
  f.pass(days(2));
  CHECK(f.times("key-deletion-scheduled", "reminder") == 3);
  CHECK(f.told.back().seconds == 24 * 3600);
}

TEST_CASE("[M81] at its time the key is gone with its secret, and not earlier") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  f.associate("aws-2026");
  REQUIRE(f.schedule("aws-2026", days(7)));
  REQUIRE(f.cancel("aws-2026"));
  REQUIRE(f.schedule("aws-2026", days(7)));
  f.pass(days(7) - seconds(1));
  CHECK(f.home.vault().find("aws-2026") != nullptr);
  CHECK(f.state_of_key() == "disassociated");
  f.pass(seconds(1));
  CHECK(f.home.vault().find("aws-2026") == nullptr);
  CHECK(f.state_of_key() == "none");
  CHECK(f.times("key-deleted", "planned") == 1);
  CHECK(f.told.back().connection == "uplink");
  f.restart();
  CHECK(f.home.vault().find("aws-2026") == nullptr);
}

TEST_CASE("[M81] a key that is still wanted then is disassociated first: rule M45") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  REQUIRE(f.schedule("aws-2026", days(7)));
  // As a session that lives on: the key is in service although its secret is planned to go.
  REQUIRE(f.connections.associate_secret({&f.uplink()}, "aws-2026", ckn("aa"), test::derived(1), {},
                                         {}));
  f.pass(days(7));
  CHECK(f.state_of_key() == "none");
  CHECK(f.times("mode-downgraded") == 1);
  CHECK(f.uplink().settings().mode == mka::EncryptionMode::should_encrypt);
}

TEST_CASE("[M77] neither another boot nor a clock that is set brings a deletion forward") {
  Fixture f;
  REQUIRE(f.import("aws-2026"));
  REQUIRE(f.schedule("aws-2026", days(7)));
  f.clock = {"second", days(1000)};
  f.restart();
  f.pass(days(6));
  CHECK(f.home.vault().find("aws-2026") != nullptr);
  f.pass(days(1));
  CHECK(f.home.vault().find("aws-2026") == nullptr);
}
