#include "vault/vault.hpp"

#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "keys.hpp"
#include "os_random.hpp"
#include "temporary_directory.hpp"
#include "vault/open_vault.hpp"
#include "vault_home.hpp"

using namespace macsecd;
using test::cak;
using test::ckn;
using test::VaultHome;
namespace fs = std::filesystem;

namespace {

struct Note {
  static constexpr const char* facet = "note";
  std::string text;
  static std::optional<Note> from(const macsec::Json& json) {
    if (!json.is_string()) return std::nullopt;
    return Note{json.get<std::string>()};
  }
};
macsec::Json to_json(const Note& note) { return note.text; }

// a and b, with different CAKs.
void fill(VaultHome& home) {
  home.with([](OpenVault& open) {
    REQUIRE(open.store("a", ckn("01"), cak(1)));
    REQUIRE(open.store("b", ckn("02"), cak(2, 16)));
  });
}

bool can_read(VaultHome& home, std::string_view name, std::uint8_t octet, std::size_t size = 32) {
  bool good = false;
  home.with([&](OpenVault& open) {
    const auto back = open.read(name);
    good = back && back->matches(cak(octet, size));
  });
  return good;
}

std::string text_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

void put(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace

TEST_CASE("[M75, M96] secrets come back after a restart, and no file holds one") {
  VaultHome home;
  fill(home);
  home.restart();
  CHECK(can_read(home, "a", 1));
  CHECK(can_read(home, "b", 2, 16));
  CHECK(home.vault().list().size() == 2);
  CHECK(home.vault().find("a")->ckn == ckn("01"));
  CHECK(home.vault().find("b")->size == 16);
  for (const auto& file : fs::recursive_directory_iterator(home.path())) {
    if (!file.is_regular_file()) continue;
    CHECK((fs::status(file).permissions() & fs::perms::mask) ==
          (fs::perms::owner_read | fs::perms::owner_write));
    const std::string text = text_of(file);
    CHECK(text.find(std::string(8, '\1')) == std::string::npos);
    CHECK(text.find("0101010101") == std::string::npos);
  }
}

TEST_CASE("[M89] what is known of a secret comes without a key, and changes are kept") {
  VaultHome home;
  fill(home);
  home.with([](OpenVault& open) { REQUIRE(open.set("a", Note{"for the owner"})); });
  home.restart();
  CHECK(home.vault().find("a")->get<Note>()->text == "for the owner");
  CHECK_FALSE(home.vault().find("b")->get<Note>());
  home.with([](OpenVault& open) {
    REQUIRE(open.store("a", ckn("01"), cak(9)));  // facets are the name's, not the CAK's
    REQUIRE(open.clear<Note>("b"));
    CHECK_FALSE(open.set("c", Note{"nobody"}));
    REQUIRE(open.copy("a", "link/01"));
    REQUIRE(open.remove("b"));
  });
  home.restart();
  CHECK(home.vault().find("a")->get<Note>());
  CHECK(can_read(home, "a", 9));
  CHECK(can_read(home, "link/01", 9));
  CHECK(home.vault().find("b") == nullptr);
  CHECK(home.records().size() == 2);
}

TEST_CASE("names of secrets are checked") {
  VaultHome home;
  home.with([](OpenVault& open) {
    for (const char* name : {"", "a/b", "../a", "/01", "a/", ".a", "-a", "a/0g", "a/01/02", "a b"})
      CHECK_FALSE(open.store(name, ckn("01"), cak(1)));
    CHECK_FALSE(open.store(std::string(65, 'a'), ckn("01"), cak(1)));
    CHECK(open.store("uplink/01", ckn("01"), cak(1)));
  });
  CHECK(home.vault().list().size() == 1);
}

TEST_CASE("[M75] records that were tampered with are refused by name, the others go on") {
  VaultHome home;
  fill(home);
  const fs::path a = home.record("a");
  const fs::path b = home.record("b");
  const std::string before = text_of(a);
  SECTION("any octet changed") {
    for (std::size_t i = 0; i < before.size(); ++i) {
      std::string changed = before;
      changed[i] = static_cast<char>(changed[i] ^ 1);
      put(a, changed);
      CHECK_FALSE(can_read(home, "a", 1));
    }
  }
  SECTION("cut short") {
    for (std::size_t size = 0; size < before.size(); ++size) {
      put(a, before.substr(0, size));
      CHECK_FALSE(can_read(home, "a", 1));
    }
  }
  SECTION("too long") { put(a, before + "x"); }
  SECTION("far too long") { put(a, std::string(1 << 20, 'x')); }
  SECTION("missing") { fs::remove(a); }
  SECTION("another's") { fs::copy_file(b, a, fs::copy_options::overwrite_existing); }
  SECTION("a link") {
    fs::rename(a, home.path() / "elsewhere");
    fs::create_symlink(home.path() / "elsewhere", a);
  }
  SECTION("a directory") {
    fs::remove(a);
    fs::create_directory(a);
  }
  SECTION("open to others") { fs::permissions(a, fs::perms::others_read, fs::perm_options::add); }
  home.restart();
  home.with([](OpenVault& open) {
    const auto refused = open.read("a");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == macsec::Errc::secret_not_readable);
    CHECK(refused.error().what.find("secret a") == 0);
    CHECK(open.read("b"));
  });
  CHECK(home.vault().unreadable().size() == 1);
  CHECK(home.vault().unreadable().contains("a"));
  // Said anew it is good again.
  home.with([](OpenVault& open) { REQUIRE(open.store("a", ckn("01"), cak(1))); });
  CHECK(can_read(home, "a", 1));
  CHECK(home.vault().unreadable().empty());
}

TEST_CASE("[M75] an older version of a record under the new name is refused") {
  VaultHome home;
  fill(home);
  const std::string old = text_of(home.record("a"));
  home.with([](OpenVault& open) { REQUIRE(open.store("a", ckn("01"), cak(7))); });
  put(home.record("a"), old);
  home.restart();
  home.with([](OpenVault& open) {
    CHECK_FALSE(open.read("a"));
    CHECK(open.read("b"));
  });
}

TEST_CASE("[M75] a deleted record that was put back is no secret any more") {
  VaultHome home;
  fill(home);
  const fs::path file = home.record("a");
  const std::string old = text_of(file);
  home.with([](OpenVault& open) { REQUIRE(open.remove("a")); });
  CHECK_FALSE(fs::exists(file));
  put(file, old);
  home.restart();
  home.with([](OpenVault& open) { CHECK_FALSE(open.read("a")); });
  CHECK_FALSE(fs::exists(file));
  CHECK(can_read(home, "b", 2, 16));
}

TEST_CASE("[M75] an older index alone costs no record that is newer than a crash can leave") {
  VaultHome home;
  fill(home);
  const fs::path file = home.path() / "vault" / "index.json";
  const std::string old = text_of(file);
  home.with([](OpenVault& open) {
    for (std::uint8_t i = 1; i <= 5; ++i)
      REQUIRE(open.store("new" + std::to_string(i), ckn("05"), cak(i)));
  });
  const std::string present = text_of(file);
  put(file, old);
  home.restart();
  home.with([](OpenVault& open) {
    CHECK_FALSE(open.read("new1"));
    REQUIRE(open.store("other", ckn("06"), cak(6)));  // takes the number of none of them
  });
  put(file, present);
  home.restart();
  for (std::uint8_t i = 1; i <= 5; ++i) CHECK(can_read(home, "new" + std::to_string(i), i));
}

TEST_CASE("[M75] an index that was tampered with is refused whole, and nothing is destroyed") {
  VaultHome home;
  fill(home);
  const fs::path file = home.path() / "vault" / "index.json";
  const std::string before = text_of(file);
  std::string changed = before;
  const auto replace = [&](const std::string& what, const std::string& by) {
    REQUIRE(changed.find(what) != std::string::npos);
    changed.replace(changed.find(what), what.size(), by);
  };
  SECTION("another CKN") { replace("\"ckn\": \"01\"", "\"ckn\": \"03\""); }
  SECTION("another name") { replace("\"secretName\": \"a\"", "\"secretName\": \"c\""); }
  SECTION("another time") { replace("\"createdAt\": \"2", "\"createdAt\": \"1"); }
  SECTION("another code") { replace("\"authenticationCode\": \"", "\"authenticationCode\": \"0"); }
  SECTION("a facet that was not given") {
    replace("\"ckn\": \"01\"", "\"ckn\": \"01\", \"facets\": {}");
  }
  SECTION("no JSON") { changed = "{"; }
  SECTION("empty") { changed = ""; }
  put(file, changed);
  const auto records = home.records();
  home.restart();
  const auto why = home.try_with([](OpenVault&) { FAIL("it opened"); });
  REQUIRE(why);
  CHECK(why->code == macsec::Errc::secret_not_readable);
  CHECK(why->what.find("index.json") != std::string::npos);
  CHECK_FALSE(home.vault().usable());
  CHECK(home.records() == records);
  CHECK(text_of(file) == changed);
  put(file, before);  // from a backup: no restart is needed
  CHECK(can_read(home, "a", 1));
  CHECK(home.vault().usable());
}

TEST_CASE("an index or keyring that is missing beside records is told") {
  VaultHome home;
  fill(home);
  const char* name = GENERATE("index.json", "keyring.json");
  const auto records = home.records();
  fs::rename(home.path() / "vault" / name, home.path() / "kept");
  home.restart();
  const auto why = home.try_with([](OpenVault&) { FAIL("it opened"); });
  REQUIRE(why);
  CHECK(why->what.find(name) != std::string::npos);
  CHECK(home.records() == records);
  CHECK_FALSE(fs::exists(home.path() / "vault" / name));
  fs::rename(home.path() / "kept", home.path() / "vault" / name);
  CHECK(can_read(home, "a", 1));
}

TEST_CASE("a keyring that was damaged locks the vault until it is put back") {
  VaultHome home;
  fill(home);
  const fs::path file = home.path() / "vault" / "keyring.json";
  const std::string before = text_of(file);
  std::string changed = before;
  SECTION("no JSON") { changed = "[]"; }
  SECTION("another key id") {
    const auto at = changed.find("vaultKeyId\": \"") + 14;
    changed[at] = changed[at] == '0' ? '1' : '0';
  }
  SECTION("another wrapped key") {
    const auto at = changed.find("sealedVaultKey\": \"") + 50;
    changed[at] = changed[at] == '0' ? '1' : '0';
  }
  SECTION("a provider that is not there") {
    changed.replace(changed.find("\"file\""), 6, "\"tape\"");
  }
  put(file, changed);
  home.restart();
  REQUIRE(home.try_with([](OpenVault&) { FAIL("it opened"); }));
  CHECK(text_of(file) == changed);
  put(file, before);
  home.restart();
  CHECK(can_read(home, "a", 1));
}

TEST_CASE("a vault of a later version is left alone, and the agent does not start") {
  VaultHome home;
  fill(home);
  const char* name = GENERATE("index.json", "keyring.json");
  const fs::path file = home.path() / "vault" / name;
  auto json = macsec::Json::parse(text_of(file));
  json["version"] = 2;
  put(file, json.dump());
  const auto started = home.try_restart();
  REQUIRE_FALSE(started);
  CHECK(started.error().what.find("later version") != std::string::npos);
  CHECK(text_of(file) == json.dump());
}

TEST_CASE("a master key that is missing or another locks the vault, and metadata stays") {
  VaultHome home;
  fill(home);
  const fs::path file = home.path() / "master.key";
  fs::rename(file, home.path() / "kept");
  SECTION("missing") {}
  SECTION("another") { put(file, std::string(32, 'x')); }
  SECTION("none at all") { put(file, "x"); }
  home.restart();
  const auto why = home.try_with([](OpenVault&) { FAIL("it opened"); });
  REQUIRE(why);
  CHECK(why->what.find("master.key") != std::string::npos);
  CHECK(home.vault().list().size() == 2);
  CHECK_FALSE(home.vault().verified());
  home.vault().forget({"a"});  // wanted while it is locked
  CHECK(home.vault().find("a") == nullptr);
  fs::rename(home.path() / "kept", file);
  CHECK(can_read(home, "b", 2, 16));
  CHECK(home.vault().verified());
  CHECK(home.records().size() == 1);
}

TEST_CASE("[M75] a credential is preferred to a file; without it the vault is locked") {
  VaultHome home;
  const fs::path credential = home.credentials() / "macsecd-master-key";
  const std::string key =
      GENERATE(std::string(32, 'k'), std::string("000102030405060708090a0b0c0d0e0f1011121314151617"
                                                 "18191A1B1C1D1E1F\n"));
  put(credential, key);
  fs::permissions(credential, fs::perms::owner_read | fs::perms::group_read);  // as systemd does
  fill(home);
  CHECK(home.vault().keyring()->active.provider == "credential");
  CHECK_FALSE(fs::exists(home.path() / "master.key"));
  fs::rename(credential, home.path() / "kept");
  home.restart();
  const auto why = home.try_with([](OpenVault&) { FAIL("it opened"); });
  REQUIRE(why);
  CHECK(why->what.find("macsecd-master-key") != std::string::npos);
  CHECK(why->hint.find("LoadCredential") != std::string::npos);
  put(credential, std::string(32, 'w'));
  const auto wrong = home.try_with([](OpenVault&) { FAIL("it opened"); });
  REQUIRE(wrong);
  CHECK(wrong->what.find("is not the master key") != std::string::npos);
  fs::rename(home.path() / "kept", credential);
  CHECK(can_read(home, "a", 1));
}

TEST_CASE(
    "[M84, M89] the vault moves from a file to a credential and on, a few records at a time") {
  VaultHome home;
  home.with([](OpenVault& open) {
    for (std::uint8_t i = 0; i < 10; ++i)
      REQUIRE(open.store("s" + std::to_string(i), ckn("01"), cak(i)));
  });
  CHECK(home.better() == "");
  put(home.credentials() / "macsecd-master-key", std::string(32, 'k'));
  CHECK(home.better() == "credential");
  const VaultKeyId before = home.vault().keyring()->active.id;
  REQUIRE(home.begin_rewrap("credential"));
  CHECK_FALSE(home.begin_rewrap("file"));  // one at a time
  REQUIRE(home.vault().keyring()->previous);
  CHECK(fs::exists(home.path() / "master.key"));
  for (std::size_t left = 10; left > 0;) {
    home.restart();  // as after a crash
    for (std::uint8_t i = 0; i < 10; ++i) CHECK(can_read(home, "s" + std::to_string(i), i));
    home.with([&](OpenVault& open) {
      const auto moved = open.move_records(3);
      REQUIRE(moved);
      CHECK(*moved == (left > 3 ? left - 3 : 0));
      left = *moved;
    });
  }
  home.with([](OpenVault& open) { REQUIRE(open.drop_former_key()); });
  CHECK_FALSE(fs::exists(home.path() / "master.key"));
  CHECK(home.vault().keyring()->active.id != before);
  CHECK(home.vault().keyring()->active.provider == "credential");
  CHECK(home.better() == "");
  CHECK(home.records().size() == 10);
  // The credential is another; the former one is given beside it.
  put(home.credentials() / "macsecd-master-key", std::string(32, 'n'));
  put(home.credentials() / "macsecd-master-key-previous", std::string(32, 'k'));
  home.restart();
  CHECK(can_read(home, "s3", 3));
  CHECK(home.better() == "credential");
  REQUIRE(home.rewrap_whole("credential"));
  fs::remove(home.credentials() / "macsecd-master-key-previous");
  home.restart();
  CHECK(can_read(home, "s3", 3));
  // And back to a file, and to another file.
  REQUIRE(home.rewrap_whole("file"));
  const std::string first = home.master_key_files().at(0);
  REQUIRE(home.rewrap_whole(""));
  REQUIRE(home.master_key_files().size() == 1);
  CHECK(home.master_key_files().at(0) != first);
  home.restart();
  for (std::uint8_t i = 0; i < 10; ++i) CHECK(can_read(home, "s" + std::to_string(i), i));
  CHECK_FALSE(home.begin_rewrap("tape"));
}

TEST_CASE("a record that cannot be read keeps the former key, until it can or is gone") {
  VaultHome home;
  fill(home);
  const std::string kept = text_of(home.record("a"));
  put(home.record("a"), "damaged");
  REQUIRE_FALSE(home.rewrap_whole(""));
  CHECK(home.vault().keyring()->previous);
  CHECK(home.vault().unreadable().contains("a"));
  home.restart();
  CHECK(can_read(home, "b", 2, 16));
  SECTION("put back") {
    put(home.record("a"), kept);
    home.go_on();
    CHECK(can_read(home, "a", 1));
  }
  SECTION("deleted") {
    home.with([](OpenVault& open) { REQUIRE(open.remove("a")); });
    home.go_on();
  }
  SECTION("said anew") {
    home.with([](OpenVault& open) { REQUIRE(open.store("a", ckn("01"), cak(1))); });
    home.go_on();
    CHECK(can_read(home, "a", 1));
  }
  CHECK_FALSE(home.vault().keyring()->previous);
  CHECK(home.master_key_files().size() == 1);
}

TEST_CASE("the former master key may be missing: what has moved goes on") {
  VaultHome home;
  fill(home);
  put(home.credentials() / "macsecd-master-key", std::string(32, 'k'));
  REQUIRE(home.begin_rewrap("credential"));
  home.with([](OpenVault& open) { REQUIRE(open.move_records(1)); });
  fs::rename(home.path() / "master.key", home.path() / "kept");
  home.restart();
  CHECK(can_read(home, "a", 1));
  CHECK_FALSE(can_read(home, "b", 2, 16));
  fs::rename(home.path() / "kept", home.path() / "master.key");
  CHECK(can_read(home, "b", 2, 16));
  home.go_on();
  CHECK_FALSE(home.vault().keyring()->previous);
}
