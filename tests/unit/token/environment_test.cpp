#include "token/environment.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "catch.hpp"
#include "unit/agent/temporary_directory.hpp"

using macsecd::token::read_environment;

namespace {

void put(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file) << text;
  ::chmod(file.c_str(), 0644);
}

}  // namespace

TEST_CASE("a module gets the variables that are written down for it", "[token-environment]") {
  const test::TemporaryDirectory directory;
  const auto file = directory.path() / "token-environment";
  REQUIRE(read_environment(file));
  CHECK(read_environment(file)->size() == 2);
  put(file, "# where SoftHSM's tokens are\nSOFTHSM2_CONF=/etc/softhsm2.conf\n\n");
  const auto read = read_environment(file);
  REQUIRE(read);
  CHECK(std::ranges::count(*read, "SOFTHSM2_CONF=/etc/softhsm2.conf") == 1);
  CHECK(read->size() == 3);
}

TEST_CASE("an environment that others could have written, or makes no sense, is refused",
          "[token-environment]") {
  const test::TemporaryDirectory directory;
  const auto file = directory.path() / "token-environment";
  put(file, "A=B\n");
  ::chmod(file.c_str(), 0666);
  CHECK_FALSE(read_environment(file));
  for (const char* text : {"A B=C\n", "=B\n", "AB\n", "A-B=C\n"}) {
    put(file, text);
    CAPTURE(text);
    CHECK_FALSE(read_environment(file));
    CHECK(read_environment(file).error().what.find("line 1") != std::string::npos);
  }
}
