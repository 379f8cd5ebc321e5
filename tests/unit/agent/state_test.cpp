#include "state.hpp"

#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "keys.hpp"
#include "temporary_directory.hpp"

using namespace macsecd;
using test::cak;
using test::ckn;
using test::derived;
namespace fs = std::filesystem;

namespace {

SavedConnection connection(const std::string& name) {
  SavedConnection saved{.settings = {}, .keys = {}};
  saved.settings.name = name;
  saved.settings.interface = "eth-" + name;
  saved.settings.device = "ms-" + name;
  return saved;
}

// One connection "a" with key 01, on disk.
SavedConnection stored(const fs::path& directory) {
  State state(directory);
  REQUIRE(state.load());
  SavedConnection a = connection("a");
  REQUIRE(a.keys.add(ckn("01"), derived(1), mka::Time{}));
  REQUIRE(state.save_key("a", ckn("01"), cak(1)));
  REQUIRE(state.save({&a}));
  return a;
}

State::Loaded loaded(const fs::path& directory) {
  auto result = State(directory).load();
  REQUIRE(result);
  return *std::move(result);
}

std::string text_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

void put(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

unsigned mode_of(const fs::path& file) {
  struct stat about {};
  REQUIRE(::stat(file.c_str(), &about) == 0);
  return about.st_mode & 07777;
}

}  // namespace

TEST_CASE("connections and keys survive; files are private and the index holds no secret") {
  const test::TemporaryDirectory directory;
  const fs::path home = directory.path() / "state";
  stored(home);
  const auto back = loaded(home);
  REQUIRE(back.problems.empty());
  REQUIRE(back.connections.size() == 1);
  CHECK(back.connections[0].settings == connection("a").settings);
  REQUIRE(back.connections[0].keys.keys().size() == 1);
  CHECK(back.connections[0].keys.keys()[0].derived->of_same_cak(derived(1)));
  CHECK(mode_of(home) == 0700);
  CHECK(mode_of(home / "keys" / "a") == 0700);
  CHECK(mode_of(home / "keys" / "a" / "01") == 0600);
  CHECK(mode_of(home / "connections.json") == 0600);
  CHECK(fs::file_size(home / "keys" / "a" / "01") == 32);
  CHECK(text_of(home / "connections.json").find("0101") == std::string::npos);
}

TEST_CASE("what the parent was before the connection survives, and nonsense is forgotten") {
  const test::TemporaryDirectory directory;
  SavedConnection a = connection("a");
  a.created_clsact = true;
  a.parent_before = netlink::InterfaceConf{.rp_filter = 2, .arp_ignore = 1, .disable_ipv6 = 0};
  {
    State state(directory.path());
    REQUIRE(state.load());
    REQUIRE(state.save({&a}));
  }
  const auto back = loaded(directory.path());
  REQUIRE(back.connections.size() == 1);
  CHECK(back.connections[0].created_clsact);
  CHECK(back.connections[0].parent_before == a.parent_before);

  std::string text = text_of(directory.path() / "connections.json");
  text.replace(text.find("\"rpFilter\""), 10, "\"rpFilteR\"");
  put(directory.path() / "connections.json", text);
  CHECK(loaded(directory.path()).connections[0].parent_before != a.parent_before);
}

TEST_CASE("[M32] a rotation under way survives, and one that cannot be read leaves both keys") {
  const test::TemporaryDirectory directory;
  SavedConnection a = stored(directory.path());
  State state(directory.path());
  REQUIRE(a.keys.add(ckn("02"), derived(2), mka::Time{}));
  a.rotation = Rotation{.fresh = ckn("02"), .old = {ckn("01")}, .keep_old = true};
  REQUIRE(state.save_key("a", ckn("02"), cak(2)));
  REQUIRE(state.save({&a}));
  auto back = loaded(directory.path());
  REQUIRE(back.problems.empty());
  CHECK(back.connections[0].rotation == a.rotation);

  const fs::path index = directory.path() / "connections.json";
  auto json = macsec::Json::parse(text_of(index));
  json["connections"][0]["rotation"] = 7;
  put(index, json.dump());
  back = loaded(directory.path());
  REQUIRE(back.problems.size() == 1);
  CHECK_FALSE(back.connections[0].rotation);
  CHECK(back.connections[0].keys.keys().size() == 2);
  json["connections"][0].erase("rotation");  // as earlier versions wrote it
  put(index, json.dump());
  back = loaded(directory.path());
  CHECK(back.problems.empty());
  CHECK_FALSE(back.connections[0].rotation);
}

TEST_CASE("[M36, M37, M46] what the operator wants of a key survives") {
  const test::TemporaryDirectory directory;
  const WallTime noon = *wall_time_from("2026-01-31T12:00:00Z", WallTime{});
  SavedConnection a = connection("a");
  State state(directory.path());
  REQUIRE(state.load());
  REQUIRE(a.keys.add(ckn("01"), derived(1), mka::Time{}));
  REQUIRE(a.keys.disassociate(ckn("01"), std::nullopt));
  REQUIRE(a.keys.add(ckn("02"), derived(2), mka::Time{}, 8, {.on = noon}));
  REQUIRE(a.keys.add(ckn("03"), derived(3), mka::Time{}, 8,
                     {.on = std::nullopt, .when_peer_seen = true}));
  REQUIRE(a.keys.add(ckn("04"), derived(4), mka::Time{}, 8, {.on = noon}));
  for (std::uint8_t i = 1; i <= 4; ++i)
    REQUIRE(state.save_key("a", ckn("0" + std::to_string(i)), cak(i)));
  REQUIRE(state.save({&a}));
  const auto again = [&] { return loaded(directory.path()); };
  auto back = again();
  REQUIRE(back.problems.empty());
  const auto key = [&](const char* name) -> const Key& {
    return *back.connections.at(0).keys.find(ckn(name));
  };
  CHECK_FALSE(key("01").wanted);
  CHECK(key("01").derived->of_same_cak(derived(1)));
  CHECK(key("02").wanted);
  CHECK_FALSE(key("02").started);
  CHECK(key("02").start.on == noon);
  CHECK(key("03").start.when_peer_seen);
  CHECK(key("03").started);
  // One that has started stays so, whatever the clock says.
  REQUIRE(a.keys.start_due(noon, mka::Time{}));
  REQUIRE(state.save({&a}));
  back = again();
  CHECK(key("04").started);
  CHECK(key("04").start.on == noon);
}

TEST_CASE("keys as earlier versions stored them are wanted and in service") {
  const test::TemporaryDirectory directory;
  stored(directory.path());
  const auto json = macsec::Json::parse(text_of(directory.path() / "connections.json"));
  CHECK(json["connections"][0]["keys"][0] == macsec::Json({{"ckn", "01"}, {"sequence", 1}}));
  const auto back = loaded(directory.path());
  CHECK(back.connections[0].keys.keys()[0].in_service());
}

TEST_CASE("settings that earlier versions did not store have their defaults") {
  const test::TemporaryDirectory directory;
  SavedConnection a = stored(directory.path());
  a.settings.interop.ether_type = 0x876f;
  a.settings.admin_state = AdminState::down;
  a.settings.clear.clear_after_ms = 0;
  State state(directory.path());
  REQUIRE(state.load());
  REQUIRE(state.save({&a}));
  CHECK(loaded(directory.path()).connections.at(0).settings == a.settings);
  const fs::path index = directory.path() / "connections.json";
  auto json = macsec::Json::parse(text_of(index));
  for (const char* member :
       {"cknMatch", "mkaVersion", "includeIcvIndicator", "groupAddress", "etherType", "ssciMode",
        "helloTimeMs", "sakRekeyOctets", "adminState", "clearAfterMs"})
    CHECK(json["connections"][0].erase(member) == 1);
  put(index, json.dump());
  const auto back = loaded(directory.path());
  CHECK(back.problems.empty());
  CHECK(back.connections.at(0).settings == connection("a").settings);
}

TEST_CASE("a crash at any step of an association leaves the old or the new state") {
  struct Crash {};
  // Key file and index, five steps each.
  for (int last_step = 0; last_step <= 10; ++last_step) {
    const test::TemporaryDirectory directory;
    SavedConnection a = stored(directory.path());
    REQUIRE(a.keys.add(ckn("02"), derived(2), mka::Time{}));
    int step = 0;
    State state(directory.path(), [&](WriteStep, const fs::path&) {
      if (step++ == last_step) throw Crash{};
      return 0;
    });
    bool crashed = false;
    try {
      const auto key_saved = state.save_key("a", ckn("02"), cak(2));
      const auto saved = state.save({&a});
      CHECK((key_saved && saved));
    } catch (const Crash&) {
      crashed = true;
    }
    CHECK(crashed == (last_step < 10));

    const auto back = loaded(directory.path());
    INFO("crash before step " << last_step);
    REQUIRE(back.problems.empty());
    REQUIRE(back.connections.size() == 1);
    const auto& keys = back.connections[0].keys.keys();
    REQUIRE(keys.size() == (last_step < 9 ? 1u : 2u));
    for (const Key& key : keys) CHECK(key.derived.has_value());
    // What the crash left half done is gone.
    std::size_t files = 0;
    for (const auto& file : fs::directory_iterator(directory.path() / "keys" / "a")) {
      CHECK(file.path().extension() != ".new");
      ++files;
    }
    CHECK(files == keys.size());
  }
}

TEST_CASE("a crash while the index shrinks leaves no key behind") {
  const test::TemporaryDirectory directory;
  stored(directory.path());
  State state(directory.path());
  REQUIRE(state.load());
  REQUIRE(state.save({}));  // and no forget_keys() any more
  CHECK(loaded(directory.path()).connections.empty());
  CHECK_FALSE(fs::exists(directory.path() / "keys" / "a"));
}

TEST_CASE("a damaged index is named and moved aside, and no key is lost") {
  for (const char* text : {"", "{", "[]", "{\"version\":2,\"connections\":[]}",
                           "{\"version\":1,\"connections\":{}}", "\xff\xfe"}) {
    const test::TemporaryDirectory directory;
    stored(directory.path());
    put(directory.path() / "connections.json", text);
    const auto back = loaded(directory.path());
    CHECK(back.connections.empty());
    REQUIRE(back.problems.size() == 1);
    CHECK(back.problems[0].what.find("connections.json") != std::string::npos);
    CHECK(text_of(directory.path() / "connections.json.bad") == text);
    CHECK(fs::exists(directory.path() / "keys" / "a" / "01"));
    CHECK(loaded(directory.path()).problems.empty());
    CHECK(fs::exists(directory.path() / "keys" / "a" / "01"));
  }
}

TEST_CASE("a damaged connection is named, kept as it is, and the others go on") {
  const test::TemporaryDirectory directory;
  SavedConnection a = stored(directory.path());
  const fs::path index = directory.path() / "connections.json";
  auto json = macsec::Json::parse(text_of(index));
  json["connections"].push_back({{"connectionName", "../../etc"}, {"interface", "eth0"}});
  json["connections"].push_back(17);
  auto twin = json["connections"][0];
  twin["connectionName"] = "twin";
  json["connections"].push_back(twin);
  put(index, json.dump());
  fs::create_directory(directory.path() / "keys" / "kept");

  State state(directory.path());
  const auto back = state.load();
  REQUIRE(back);
  CHECK(back->connections.size() == 1);
  CHECK(back->problems.size() == 3);
  CHECK(fs::exists(directory.path() / "keys" / "kept"));
  REQUIRE(state.save({&a}));
  CHECK(macsec::Json::parse(text_of(index))["connections"].size() == 4);
}

TEST_CASE("a bad key file is named, and its key stays to be repaired") {
  const test::TemporaryDirectory directory;
  stored(directory.path());
  const fs::path file = directory.path() / "keys" / "a" / "01";
  SECTION("cut short") { put(file, "abc"); }
  SECTION("too long") { put(file, std::string(33, 'a')); }
  SECTION("missing") { fs::remove(file); }
  SECTION("readable by others") { REQUIRE(::chmod(file.c_str(), 0644) == 0); }
  SECTION("a link to elsewhere") {
    fs::rename(file, directory.path() / "elsewhere");
    fs::create_symlink(directory.path() / "elsewhere", file);
  }
  SECTION("a directory") {
    fs::remove(file);
    fs::create_directory(file);
  }
  const auto back = loaded(directory.path());
  CHECK(back.problems.size() == 1);
  REQUIRE(back.connections.size() == 1);
  REQUIRE(back.connections[0].keys.keys().size() == 1);
  CHECK_FALSE(back.connections[0].keys.keys()[0].derived);
}

TEST_CASE("keys on disk are hostile until checked") {
  const test::TemporaryDirectory directory;
  stored(directory.path());
  const fs::path index = directory.path() / "connections.json";
  auto json = macsec::Json::parse(text_of(index));
  auto& keys = json["connections"][0]["keys"];
  SECTION("a path for a CKN") { keys[0]["ckn"] = "../01"; }
  SECTION("no sequence") { keys[0].erase("sequence"); }
  SECTION("a sequence that would overflow") { keys[0]["sequence"] = UINT64_MAX; }
  SECTION("a start that is no time") { keys[0]["startOn"] = "tomorrow"; }
  SECTION("waiting for nothing") { keys[0]["started"] = false; }
  SECTION("not an object") { keys[0] = "01"; }
  put(index, json.dump());
  const auto back = loaded(directory.path());
  CHECK(back.problems.size() == 1);
  REQUIRE(back.connections.size() == 1);
  CHECK(back.connections[0].keys.empty());
}

TEST_CASE("LAGs and who is a member of them survive") {
  const test::TemporaryDirectory directory;
  {
    State state(directory.path());
    REQUIRE(state.load());
    SavedConnection a = connection("a");
    a.lag = "lag0";
    state.set_lags({{.settings = {.name = "lag0", .device = "bond7", .minimum_links = 1},
                     .created_device = true,
                     .joining = {"c"}}});
    REQUIRE(state.save({&a}));
  }
  State state(directory.path());
  const auto again = state.load();
  REQUIRE(again);
  CHECK(again->problems.empty());
  CHECK(again->connections.at(0).lag == "lag0");
  REQUIRE(state.lags().size() == 1);
  CHECK(state.lags()[0].settings.device == "bond7");
  CHECK(state.lags()[0].settings.minimum_links == 1);
  CHECK(state.lags()[0].created_device);
  CHECK(state.lags()[0].joining == std::vector<std::string>{"c"});
}

TEST_CASE("a damaged LAG is named, and everything else goes on") {
  const test::TemporaryDirectory directory;
  stored(directory.path());
  put(directory.path() / "connections.json",
      R"({"version": 1, "connections": [], "lags": [{"lagName": 7}, {"lagName": "lag0"}]})");
  State state(directory.path());
  const auto again = state.load();
  REQUIRE(again);
  CHECK(again->problems.size() == 1);
  CHECK(state.lags().size() == 1);
  CHECK(state.has_unreadable_lags());
  REQUIRE(state.save({}));
  CHECK(text_of(directory.path() / "connections.json").find("\"lagName\": 7") != std::string::npos);
}
