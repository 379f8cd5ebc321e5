#include "secrets/grant.hpp"

#include <fstream>

#include "catch.hpp"
#include "secrets/grants_file.hpp"
#include "unit/agent/temporary_directory.hpp"

using namespace macsecd;
using test::TemporaryDirectory;

namespace {

const std::vector<Grant> grants{{"uplink", "uplink-2026"}, {"dx-*", "aws-*"}, {"lag0", "shared"}};

bool may(const std::string& connection, const std::string& secret, const std::string& lag = {}) {
  return allows(grants, {connection, lag}, secret);
}

}  // namespace

TEST_CASE("[M86] a connection may use the secrets that were granted to it, and no other") {
  CHECK(may("uplink", "uplink-2026"));
  CHECK_FALSE(may("uplink", "uplink-2027"));
  CHECK_FALSE(may("uplink", "aws-1"));
  CHECK_FALSE(may("uplink2", "uplink-2026"));
  CHECK_FALSE(allows({}, {"uplink"}, "uplink-2026"));
}

TEST_CASE("[M87] a new secret with a granted prefix needs no new grant") {
  CHECK(may("dx-1", "aws-2026"));
  CHECK(may("dx-2", "aws-2027"));
  CHECK(may("dx-", "aws-"));
  CHECK_FALSE(may("dx", "aws-1"));
  CHECK_FALSE(may("dx-1", "azure-1"));
}

TEST_CASE("[M86] what is granted to a LAG is granted to its members") {
  CHECK(may("member", "shared", "lag0"));
  CHECK_FALSE(may("member", "shared"));
  CHECK_FALSE(allows({{"*", "s"}}, {"", ""}, "s"));
}

TEST_CASE("[M86] an implicit secret belongs to its connection, whatever is granted") {
  CHECK(may("uplink", "uplink/aa01"));
  CHECK_FALSE(may("uplink", "uplink2/aa01"));
  CHECK_FALSE(may("uplink2", "uplink/aa01"));
  CHECK_FALSE(allows({{"*", "*"}}, {"other"}, "uplink/aa01"));
}

TEST_CASE("[M86] a grant of everything is warned about") {
  CHECK(grant_warnings({"uplink", "aws-*"}).empty());
  CHECK(grant_warnings({"uplink", "*"}).front().code == "wildcard-grant");
  CHECK(grant_warnings({"*", "*"}).size() == 2);
}

TEST_CASE("[M86] patterns are names, with a star at their end at most") {
  CHECK_FALSE(grant_problem({"uplink", "aws-*"}));
  CHECK_FALSE(grant_problem({"*", "*"}));
  for (const char* bad : {"", "a*b", "**", "a/b", "a b", "a\n", "\xc3\xa4"}) {
    CHECK(grant_problem({bad, "aws"}));
    CHECK(grant_problem({"uplink", bad}));
  }
  CHECK(grant_problem({std::string(65, 'a'), "aws"}));
}

TEST_CASE("[M88] the use that a revocation would break is found") {
  const std::vector<SecretUse> uses{{{"uplink"}, "uplink/aa"}, {{"dx-1"}, "aws-1"}};
  CHECK(first_without_grant(grants, uses) == nullptr);
  const auto* broken = first_without_grant({grants[0]}, uses);
  REQUIRE(broken != nullptr);
  CHECK(broken->user.connection == "dx-1");
  const std::vector<Grant> wider{{"*", "aws-1"}};
  CHECK(first_without_grant(wider, uses) == nullptr);  // another grant still allows it
}

TEST_CASE("grants survive a restart; a damaged file grants nothing and is kept") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "grants.json";
  {
    GrantsFile file(path);
    REQUIRE(file.load());
    REQUIRE(file.set(grants));
  }
  GrantsFile again(path);
  REQUIRE(again.load());
  CHECK(again.all() == grants);
  std::ofstream(path, std::ios::app) << "}";
  GrantsFile damaged(path);
  const auto loaded = damaged.load();
  REQUIRE_FALSE(loaded);
  CHECK(damaged.all().empty());
  CHECK(std::filesystem::exists(path.string() + ".bad"));
}

TEST_CASE("a grants file with one bad entry is not read in part") {
  const TemporaryDirectory directory;
  const auto path = directory.path() / "grants.json";
  std::ofstream(path) << R"({"version": 1, "grants": [{"connection": "a", "secret": "b"},
                             {"connection": "a/b", "secret": "b"}]})";
  GrantsFile file(path);
  CHECK_FALSE(file.load());
  CHECK(file.all().empty());
}
