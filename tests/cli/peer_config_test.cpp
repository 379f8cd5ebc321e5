// The other end's configuration with the CAK in it: where that goes, and where it does not.
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "canned_agent.hpp"
#include "catch.hpp"

namespace {

constexpr const char* cak = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<std::string> with_secret(const std::string& file) {
  return {"generate-peer-config", "uplink", "--vendor",   "macsecd", "--out", file,
          "--include-secret",     "--json", "--cak-file", "-"};
}

}  // namespace

TEST_CASE("[M92] with the CAK it goes to a file of its owner, and nowhere else", "[cli]") {
  CannedAgent agent("config_agent.json");
  agent.same_key = cak;
  const TemporaryDirectory directory;
  const std::string file = (directory.path() / "peer").string();
  const Run run = agent.run(with_secret(file), std::string(cak) + "\n");
  REQUIRE(run.status == 0);
  CHECK(content(file).find(std::string("<<'CAK'\n") + cak + "\nCAK\n") != std::string::npos);
  CHECK(content(file).find("<CAK>") == std::string::npos);
  struct stat made {};
  REQUIRE(::stat(file.c_str(), &made) == 0);
  CHECK((made.st_mode & 0777) == 0600);
  CHECK(run.out.find(cak) == std::string::npos);
  CHECK(run.out.find("<CAK>") != std::string::npos);
  CHECK(agent.key_is_sealed);
  CHECK(agent.run(with_secret(file), cak).status == 10);  // never over another file
}

TEST_CASE("[M92] a CAK that is not the key's is refused, and nothing is written", "[cli]") {
  CannedAgent agent("config_agent.json");
  agent.same_key = "another";
  const TemporaryDirectory directory;
  const std::string file = (directory.path() / "peer").string();
  const Run run = agent.run(with_secret(file), cak);
  CHECK(run.status == 13);
  CHECK(run.err.find("is not that of key 0a1b2c3d") != std::string::npos);
  CHECK(run.err.find(cak) == std::string::npos);
  CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("[M92] without the CAK the file has its place", "[cli]") {
  CannedAgent agent("config_agent.json");
  const TemporaryDirectory directory;
  const std::string file = (directory.path() / "peer").string();
  const Run run = agent.run({"generate-peer-config", "uplink", "--vendor", "eos", "--out", file});
  CHECK(run.out ==
        file + " holds the configuration for Arista EOS; put the CAK in place of <CAK>\n");
  CHECK(content(file).find(" 0 <CAK>\n") != std::string::npos);
  CHECK(agent.parameters.count("CompareKey") == 0);
}
