// What becomes of the secrets of keys over a start: from files of version 1 of the state into the
// vault, out of a vault that was locked, and back to nothing when nobody refers to them.
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "connections.hpp"
#include "faults.hpp"
#include "keys.hpp"
#include "os_random.hpp"
#include "vault_home.hpp"

using namespace macsecd;
using test::cak;
using test::ckn;
using test::derived;
using test::VaultHome;
namespace fs = std::filesystem;

namespace {

// The agent's part without interfaces and without a loop.
struct Agent {
  explicit Agent(VaultHome& where, BeforeStep before = {})
      : home(where), state(where.path(), where.vault(), std::move(before)) {
    auto loaded = state.load();
    REQUIRE(loaded);
    problems = loaded->problems.size();
    connections.restore(std::move(loaded->connections));
  }
  void start() {
    home.vault().open([this](macsec::Result<OpenVault*> open) {
      if (open)
        connections.read_secrets(**open);
      else
        connections.tell_locked(open.error());
    });
  }
  const Key& key(std::string_view connection, const char* name) const {
    return *(*connections.find(connection))->saved().keys.find(ckn(name));
  }

  VaultHome& home;
  asio::io_context io;
  netlink::Kernel kernel = *netlink::Kernel::open();
  OsRandom random;
  Events events;
  World world{io, kernel, random, events};
  State state;
  Connections connections{world, state};
  std::size_t problems = 0;
};

void put(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
  REQUIRE(::chmod(file.c_str(), 0600) == 0);
}

std::string text_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

// Connection a with keys 01 and 02, as version 1 wrote it.
void version_1(const fs::path& home) {
  put(home / "connections.json",
      R"({"version": 1, "connections": [{"connectionName": "a", "interface": "absent0",
          "device": "ms-absent0", "keys": [{"ckn": "02", "sequence": 2},
          {"ckn": "01", "sequence": 1}]}]})");
  fs::create_directories(home / "keys" / "a");
  put(home / "keys" / "a" / "01", std::string(32, '\1'));
  put(home / "keys" / "a" / "02", std::string(16, '\2'));
}

bool has_both(const Agent& agent) {
  const Key& one = agent.key("a", "01");
  const Key& two = agent.key("a", "02");
  return one.derived && two.derived && one.derived->of_same_cak(derived(1)) &&
         two.derived->of_same_cak(derived(2, 16));
}

}  // namespace

TEST_CASE("[M75] a state of version 1 moves into the vault, and its plain files go") {
  VaultHome home;
  version_1(home.path());
  {
    Agent agent(home);
    CHECK(has_both(agent));  // even before the vault is open
    agent.start();
    CHECK(has_both(agent));
  }
  CHECK_FALSE(fs::exists(home.path() / "keys"));
  const auto json = macsec::Json::parse(text_of(home.path() / "connections.json"));
  CHECK(json["version"] == 2);
  CHECK(json["connections"][0]["keys"][0]["secretName"] == "a/02");
  home.restart();
  Agent again(home);
  CHECK_FALSE(again.key("a", "01").derived);
  again.start();
  CHECK(has_both(again));
  CHECK(again.problems == 0);
}

TEST_CASE("the upgrade is undone or done whatever fails on the way, and gone on with") {
  const auto fault = GENERATE(test::Fault::crash, test::Fault::no_space, test::Fault::io_error);
  int points = 0;
  for (bool reached = true; reached; ++points) {
    test::FaultInjector faults(fault, points);
    VaultHome home(faults.hook());
    version_1(home.path());
    faults.arm();
    try {
      Agent agent(home, faults.hook());
      agent.start();
      CHECK(has_both(agent));
    } catch (const test::Crash&) {
    }
    reached = faults.disarm();
    INFO("fault " << static_cast<int>(fault) << " at " << points);
    for (int start = 0; start < 2; ++start) {
      home.restart();
      Agent again(home);
      CHECK(again.problems == 0);
      again.start();
      CHECK(has_both(again));
      CHECK(home.vault().unreadable().empty());
    }
    CHECK_FALSE(fs::exists(home.path() / "keys"));
    CHECK(home.records().size() == 2);
  }
  CHECK(points > 20);
}

TEST_CASE("a plain file that is no CAK is named, and its key stays to be repaired") {
  VaultHome home;
  version_1(home.path());
  const fs::path file = home.path() / "keys" / "a" / "01";
  SECTION("cut short") { put(file, "abc"); }
  SECTION("too long") { put(file, std::string(33, 'a')); }
  SECTION("missing") { fs::remove(file); }
  SECTION("readable by others") { REQUIRE(::chmod(file.c_str(), 0644) == 0); }
  SECTION("a link to elsewhere") {
    fs::rename(file, home.path() / "elsewhere");
    fs::create_symlink(home.path() / "elsewhere", file);
  }
  SECTION("a directory") {
    fs::remove(file);
    fs::create_directory(file);
  }
  const bool there = fs::exists(fs::symlink_status(file));
  for (int start = 0; start < 2; ++start) {
    home.restart();
    Agent agent(home);
    CHECK(agent.problems == 1);
    agent.start();
    CHECK_FALSE(agent.key("a", "01").derived);
    CHECK(agent.key("a", "01").secret.problem);
    CHECK(agent.key("a", "02").derived);
    CHECK(fs::exists(fs::symlink_status(file)) == there);
    CHECK_FALSE(fs::exists(home.path() / "keys" / "a" / "02"));
  }
}

TEST_CASE("keys of a locked vault say why, and come into service when it opens") {
  VaultHome home;
  version_1(home.path());
  { Agent(home).start(); }
  fs::rename(home.path() / "master.key", home.path() / "kept");
  home.restart();
  Agent agent(home);
  agent.start();
  REQUIRE(agent.key("a", "01").secret.problem);
  CHECK(agent.key("a", "01").secret.problem->what.find("master.key") != std::string::npos);
  CHECK(agent.connections.wants_secrets());
  const auto view = (*agent.connections.find("a"))->key_view(ckn("01"));
  CHECK(view->verdict.reasons.at(0).code == "secret-not-readable");
  CHECK(view->verdict.reasons.at(0).message.find("master.key") != std::string::npos);
  fs::rename(home.path() / "kept", home.path() / "master.key");
  agent.start();
  CHECK(has_both(agent));
  CHECK_FALSE(agent.connections.wants_secrets());
  CHECK_FALSE(agent.key("a", "01").secret.problem);
}

TEST_CASE("secrets that no key refers to go at the start, those with a name of their own stay") {
  VaultHome home;
  version_1(home.path());
  { Agent(home).start(); }
  home.with([](OpenVault& open) {
    REQUIRE(open.store("a/03", ckn("03"), cak(3)));  // its association was never completed
    REQUIRE(open.store("kept", ckn("03"), cak(3)));
  });
  home.restart();
  Agent agent(home);
  agent.start();
  CHECK(home.vault().find("a/03") == nullptr);
  CHECK(home.vault().find("kept") != nullptr);
  CHECK(home.records().size() == 3);
  // Unless something there cannot be read: it may refer to them.
  home.with([](OpenVault& open) { REQUIRE(open.store("a/03", ckn("03"), cak(3))); });
  auto json = macsec::Json::parse(text_of(home.path() / "connections.json"));
  json["connections"].push_back(17);
  put(home.path() / "connections.json", json.dump());
  home.restart();
  Agent again(home);
  again.start();
  CHECK(home.vault().find("a/03") != nullptr);
}

TEST_CASE("an association is on disk whole or not at all, whatever fails on the way") {
  const auto fault = GENERATE(test::Fault::crash, test::Fault::no_space, test::Fault::io_error);
  int points = 0;
  for (bool reached = true; reached; ++points) {
    test::FaultInjector faults(fault, points);
    VaultHome home(faults.hook());
    version_1(home.path());
    { Agent(home).start(); }
    home.restart();
    bool acknowledged = false;
    try {
      Agent agent(home, faults.hook());
      agent.start();
      faults.arm();
      home.vault().open([&](macsec::Result<OpenVault*> open) {
        REQUIRE(open);
        Connection* a = *agent.connections.find("a");
        acknowledged = static_cast<bool>(
            agent.connections.associate(**open, {a}, ckn("03"), cak(3), KeyStart{}));
      });
      reached = faults.disarm();
      if (!acknowledged) CHECK((*agent.connections.find("a"))->saved().keys.keys().size() == 2);
    } catch (const test::Crash&) {
      reached = faults.disarm();
    }
    INFO("fault " << static_cast<int>(fault) << " at " << points);
    home.restart();
    Agent again(home);
    CHECK(again.problems == 0);
    again.start();
    CHECK(has_both(again));
    const Key* third = (*again.connections.find("a"))->saved().keys.find(ckn("03"));
    if (acknowledged) CHECK(third != nullptr);
    if (third != nullptr) CHECK(third->derived->of_same_cak(derived(3)));
    CHECK(home.records().size() == (third != nullptr ? 3u : 2u));
  }
  CHECK(points > 14);
}
