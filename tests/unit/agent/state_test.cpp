#include "state.hpp"

#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "keys.hpp"
#include "vault_home.hpp"

using namespace macsecd;
using test::cak;
using test::ckn;
using test::derived;
using test::VaultHome;
namespace fs = std::filesystem;

namespace {

SavedConnection connection(const std::string& name) {
  SavedConnection saved{.settings = {}, .keys = {}};
  saved.settings.name = name;
  saved.settings.interface = "eth-" + name;
  saved.settings.device = "ms-" + name;
  return saved;
}

void save_key(VaultHome& home, State& state, const char* name, std::uint8_t octet) {
  home.with([&](OpenVault& open) { REQUIRE(state.save_key(open, "a", ckn(name), cak(octet))); });
}

// One connection "a" with key 01, on disk.
SavedConnection stored(VaultHome& home) {
  State state(home.path(), home.vault());
  REQUIRE(state.load());
  SavedConnection a = connection("a");
  REQUIRE(a.keys.add(ckn("01"), derived(1), mka::Time{}));
  save_key(home, state, "01", 1);
  REQUIRE(state.save({&a}));
  return a;
}

// After a restart, with the secrets that can be read.
State::Loaded loaded(VaultHome& home) {
  home.restart();
  State state(home.path(), home.vault());
  auto result = state.load();
  REQUIRE(result);
  home.with([&](OpenVault& open) {
    for (SavedConnection& connection : result->connections)
      for (const Key& key : connection.keys.keys())
        if (auto derived = state.derive(open, connection.settings.name, key); derived)
          connection.keys.become_readable(key.ckn, *std::move(derived));
  });
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

TEST_CASE("[M76] connections and keys survive; files are private and none holds a CAK") {
  VaultHome directory;
  stored(directory);
  const auto back = loaded(directory);
  REQUIRE(back.problems.empty());
  REQUIRE(back.connections.size() == 1);
  CHECK(back.connections[0].settings == connection("a").settings);
  REQUIRE(back.connections[0].keys.keys().size() == 1);
  CHECK(back.connections[0].keys.keys()[0].derived->of_same_cak(derived(1)));
  CHECK(mode_of(directory.path()) == 0700);
  CHECK(mode_of(directory.path() / "vault" / "records") == 0700);
  for (const auto& file : fs::recursive_directory_iterator(directory.path())) {
    if (!file.is_regular_file()) continue;
    CHECK(mode_of(file) == 0600);
    CHECK(text_of(file).find("0101") == std::string::npos);
    CHECK(text_of(file).find(std::string(8, '\1')) == std::string::npos);
  }
}

TEST_CASE("what the parent was before the connection survives, and nonsense is forgotten") {
  VaultHome directory;
  SavedConnection a = connection("a");
  a.created_clsact = true;
  a.parent_before = netlink::InterfaceConf{.rp_filter = 2, .arp_ignore = 1, .disable_ipv6 = 0};
  {
    State state(directory.path(), directory.vault());
    REQUIRE(state.load());
    REQUIRE(state.save({&a}));
  }
  const auto back = loaded(directory);
  REQUIRE(back.connections.size() == 1);
  CHECK(back.connections[0].created_clsact);
  CHECK(back.connections[0].parent_before == a.parent_before);

  std::string text = text_of(directory.path() / "connections.json");
  text.replace(text.find("\"rpFilter\""), 10, "\"rpFilteR\"");
  put(directory.path() / "connections.json", text);
  CHECK(loaded(directory).connections[0].parent_before != a.parent_before);
}

TEST_CASE("[M32] a rotation under way survives, and one that cannot be read leaves both keys") {
  VaultHome directory;
  SavedConnection a = stored(directory);
  State state(directory.path(), directory.vault());
  REQUIRE(a.keys.add(ckn("02"), derived(2), mka::Time{}));
  a.rotation = Rotation{.fresh = ckn("02"), .old = {ckn("01")}, .keep_old = true};
  save_key(directory, state, "02", 2);
  REQUIRE(state.save({&a}));
  auto back = loaded(directory);
  REQUIRE(back.problems.empty());
  CHECK(back.connections[0].rotation == a.rotation);

  const fs::path index = directory.path() / "connections.json";
  auto json = macsec::Json::parse(text_of(index));
  json["connections"][0]["rotation"] = 7;
  put(index, json.dump());
  back = loaded(directory);
  REQUIRE(back.problems.size() == 1);
  CHECK_FALSE(back.connections[0].rotation);
  CHECK(back.connections[0].keys.keys().size() == 2);
  json["connections"][0].erase("rotation");  // as earlier versions wrote it
  put(index, json.dump());
  back = loaded(directory);
  CHECK(back.problems.empty());
  CHECK_FALSE(back.connections[0].rotation);
}

TEST_CASE("[M36, M37, M46] what the operator wants of a key survives") {
  VaultHome directory;
  const WallTime noon = *wall_time_from("2026-01-31T12:00:00Z", WallTime{});
  SavedConnection a = connection("a");
  State state(directory.path(), directory.vault());
  REQUIRE(state.load());
  REQUIRE(a.keys.add(ckn("01"), derived(1), mka::Time{}));
  REQUIRE(a.keys.disassociate(ckn("01"), std::nullopt));
  REQUIRE(a.keys.add(ckn("02"), derived(2), mka::Time{}, 8, {.on = noon}));
  REQUIRE(a.keys.add(ckn("03"), derived(3), mka::Time{}, 8,
                     {.on = std::nullopt, .when_peer_seen = true}));
  REQUIRE(a.keys.add(ckn("04"), derived(4), mka::Time{}, 8, {.on = noon}));
  for (std::uint8_t i = 1; i <= 4; ++i)
    save_key(directory, state, ("0" + std::to_string(i)).c_str(), i);
  REQUIRE(state.save({&a}));
  const auto again = [&] { return loaded(directory); };
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

TEST_CASE("a key of which only the necessary is said is wanted and in service") {
  VaultHome directory;
  stored(directory);
  const auto json = macsec::Json::parse(text_of(directory.path() / "connections.json"));
  CHECK(json["connections"][0]["keys"][0] ==
        macsec::Json({{"ckn", "01"}, {"sequence", 1}, {"secretName", "a/01"}}));
  const auto back = loaded(directory);
  CHECK(back.connections[0].keys.keys()[0].in_service());
}

TEST_CASE("settings that earlier versions did not store have their defaults") {
  VaultHome directory;
  SavedConnection a = stored(directory);
  a.settings.interop.ether_type = 0x876f;
  a.settings.admin_state = AdminState::down;
  a.settings.clear.clear_after_ms = 0;
  State state(directory.path(), directory.vault());
  REQUIRE(state.load());
  REQUIRE(state.save({&a}));
  CHECK(loaded(directory).connections.at(0).settings == a.settings);
  const fs::path index = directory.path() / "connections.json";
  auto json = macsec::Json::parse(text_of(index));
  for (const char* member :
       {"cknMatch", "mkaVersion", "includeIcvIndicator", "groupAddress", "etherType", "ssciMode",
        "helloTimeMs", "sakRekeyOctets", "adminState", "clearAfterMs"})
    CHECK(json["connections"][0].erase(member) == 1);
  put(index, json.dump());
  const auto back = loaded(directory);
  CHECK(back.problems.empty());
  CHECK(back.connections.at(0).settings == connection("a").settings);
}

TEST_CASE("a damaged index is named and moved aside, and no key is lost") {
  for (const char* text :
       {"", "{", "[]", "{\"version\":\"2\",\"connections\":[]}",
        "{\"version\":0,\"connections\":[]}", "{\"version\":2,\"connections\":{}}", "\xff\xfe"}) {
    VaultHome directory;
    stored(directory);
    put(directory.path() / "connections.json", text);
    const auto back = loaded(directory);
    CHECK(back.connections.empty());
    REQUIRE(back.problems.size() == 1);
    CHECK(back.problems[0].what.find("connections.json") != std::string::npos);
    CHECK(text_of(directory.path() / "connections.json.bad") == text);
    CHECK(directory.vault().find("a/01") != nullptr);
    CHECK(loaded(directory).problems.empty());
    CHECK(directory.records().size() == 1);
  }
}

TEST_CASE("a damaged connection is named, kept as it is, and the others go on") {
  VaultHome directory;
  SavedConnection a = stored(directory);
  const fs::path index = directory.path() / "connections.json";
  auto json = macsec::Json::parse(text_of(index));
  json["connections"].push_back({{"connectionName", "../../etc"}, {"interface", "eth0"}});
  json["connections"].push_back(17);
  auto twin = json["connections"][0];
  twin["connectionName"] = "twin";
  json["connections"].push_back(twin);
  put(index, json.dump());

  State state(directory.path(), directory.vault());
  const auto back = state.load();
  REQUIRE(back);
  CHECK(back->connections.size() == 1);
  CHECK(back->problems.size() == 3);
  REQUIRE(state.save({&a}));
  CHECK(macsec::Json::parse(text_of(index))["connections"].size() == 4);
}

TEST_CASE("[M76] what cannot be read may refer to secrets: none is tidied away then") {
  VaultHome directory;
  stored(directory);
  const fs::path index = directory.path() / "connections.json";
  const std::string before = text_of(index);
  const std::string secret = "a/01";
  SECTION("an entry of a key") {
    auto json = macsec::Json::parse(before);
    json["connections"][0]["keys"][0]["startOn"] = "yesterday";
    put(index, json.dump());
  }
  SECTION("no connections.json") { fs::remove(index); }
  State state(directory.path(), directory.vault());
  const auto back = state.load();
  REQUIRE(back);
  std::vector<const SavedConnection*> connections;
  for (const auto& one : back->connections) connections.push_back(&one);
  directory.with([&](OpenVault& vault) {
    state.tidy(vault, connections);
    CHECK(vault.read(secret));
  });
}

TEST_CASE("a state of a later version is left alone, and the agent does not start") {
  VaultHome directory;
  stored(directory);
  const std::string later = R"({"version": 3, "connections": [{"connectionName": "a"}]})";
  put(directory.path() / "connections.json", later);
  State state(directory.path(), directory.vault());
  const auto back = state.load();
  REQUIRE_FALSE(back);
  CHECK(back.error().what.find("later version") != std::string::npos);
  CHECK(text_of(directory.path() / "connections.json") == later);
}

TEST_CASE("keys on disk are hostile until checked") {
  VaultHome directory;
  stored(directory);
  const fs::path index = directory.path() / "connections.json";
  auto json = macsec::Json::parse(text_of(index));
  auto& keys = json["connections"][0]["keys"];
  SECTION("a path for a CKN") { keys[0]["ckn"] = "../01"; }
  SECTION("no sequence") { keys[0].erase("sequence"); }
  SECTION("a sequence that would overflow") { keys[0]["sequence"] = UINT64_MAX; }
  SECTION("a start that is no time") { keys[0]["startOn"] = "tomorrow"; }
  SECTION("waiting for nothing") { keys[0]["started"] = false; }
  SECTION("not an object") { keys[0] = "01"; }
  SECTION("a secret with a name that is none") { keys[0]["secretName"] = "../01"; }
  put(index, json.dump());
  const auto back = loaded(directory);
  CHECK(back.problems.size() == 1);
  REQUIRE(back.connections.size() == 1);
  CHECK(back.connections[0].keys.empty());
}

TEST_CASE("LAGs and who is a member of them survive") {
  VaultHome directory;
  {
    State state(directory.path(), directory.vault());
    REQUIRE(state.load());
    SavedConnection a = connection("a");
    a.lag = "lag0";
    state.set_lags({{.settings = {.name = "lag0", .device = "bond7", .minimum_links = 1},
                     .created_device = true,
                     .joining = {"c"}}});
    REQUIRE(state.save({&a}));
  }
  State state(directory.path(), directory.vault());
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
  VaultHome directory;
  stored(directory);
  put(directory.path() / "connections.json",
      R"({"version": 1, "connections": [], "lags": [{"lagName": 7}, {"lagName": "lag0"}]})");
  State state(directory.path(), directory.vault());
  const auto again = state.load();
  REQUIRE(again);
  CHECK(again->problems.size() == 1);
  CHECK(state.lags().size() == 1);
  CHECK(state.has_unreadable_lags());
  REQUIRE(state.save({}));
  CHECK(text_of(directory.path() / "connections.json").find("\"lagName\": 7") != std::string::npos);
}
