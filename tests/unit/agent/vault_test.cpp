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
