// The ways in which a CAK may come: encoded, padded, as a credential, or made on the way.
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "canned_agent.hpp"
#include "catch.hpp"

namespace {

std::string content(const std::filesystem::path& file) {
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

struct Credentials : TemporaryDirectory {
  Credentials() {
    std::ofstream(path() / "uplink-cak") << "secret\n";
    ::chmod((path() / "uplink-cak").c_str(), 0400);
  }
};

Run with_credential(const CannedAgent& agent, const std::string& name,
                    const std::string& directory) {
  return macsecctl({"associate-key", "uplink", "--ckn", "00", "--cak-credential", name}, "",
                   {"MACSECD_SOCKET=" + agent.socket(), "CREDENTIALS_DIRECTORY=" + directory});
}

}  // namespace

TEST_CASE("[M15, M16] what the CAK's text is, is said to the agent", "[cli][key]") {
  CannedAgent agent;
  const Run run = agent.run({"associate-key", "uplink", "--ckn", "00", "--cak-file", "-",
                             "--cak-base64", "--base64-of", "raw", "--pad-cak"},
                            "AAECAw==\n");
  CHECK(run.status == 0);
  CHECK(agent.key_octets == "AAECAw==\n");
  CHECK(agent.parameters["AssociateKey"] == macsec::Json({{"connectionName", "uplink"},
                                                          {"ckn", "00"},
                                                          {"cakFileDescriptor", 0},
                                                          {"cakEncoding", "base64"},
                                                          {"base64Of", "raw"},
                                                          {"padCak", true}}));
  CHECK(agent.run({"associate-key", "uplink", "--ckn", "00", "--base64-of", "raw"}).status == 2);
}

TEST_CASE("[M11] a credential that systemd passed is a file by its name", "[cli][key]") {
  CannedAgent agent;
  const Credentials credentials;
  CHECK(with_credential(agent, "uplink-cak", credentials.path().string()).status == 0);
  CHECK(agent.key_octets == "secret\n");
  CHECK(with_credential(agent, "../cak", credentials.path().string()).status == 10);
  const Run none = with_credential(agent, "uplink-cak", "");
  CHECK(none.status == 17);
  CHECK(none.err.find("LoadCredential=uplink-cak:FILE") != std::string::npos);
}

TEST_CASE("[M11] a generated pair is stored, and its CAK shown nowhere", "[cli][key]") {
  CannedAgent agent;
  const Run run = agent.run({"associate-key", "uplink", "--generate"});
  CHECK(run.status == 0);
  const std::string ckn = agent.parameters["AssociateKey"]["ckn"];
  CHECK(ckn.size() == 64);
  CHECK(run.out == "uplink: key " + ckn + " is associating\n");
  CHECK(agent.key_octets.size() == 64);
  CHECK(agent.key_is_sealed);
  CHECK(run.out.find(agent.key_octets) == std::string::npos);
  const std::string first = agent.key_octets;
  agent.run({"associate-key", "uplink", "--generate", "--size", "128", "--ckn", "aa01"});
  CHECK(agent.parameters["AssociateKey"]["ckn"] == "aa01");
  CHECK(agent.key_octets.size() == 32);
  CHECK(first.find(agent.key_octets) == std::string::npos);
}

TEST_CASE("[M11] it is printed once where asked, or written to a new file", "[cli][key]") {
  CannedAgent agent;
  const TemporaryDirectory directory;
  const Run printed =
      agent.run({"associate-key", "uplink", "--generate", "--ckn", "aa", "--print"});
  CHECK(printed.out == "ckn aa\ncak " + agent.key_octets + "\n");
  const auto file = directory.path() / "fresh.cak";
  const Run kept = agent.run(
      {"associate-key", "uplink", "--generate", "--ckn", "aa", "--cak-out", file.string()});
  CHECK(kept.out == "uplink: key aa is associating\n");
  CHECK(content(file) == agent.key_octets + "\n");
  struct stat about {};
  REQUIRE(::stat(file.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
  const Run again = agent.run(
      {"associate-key", "uplink", "--generate", "--ckn", "ab", "--cak-out", file.string()});
  CHECK(again.status == 10);
  CHECK(agent.parameters["AssociateKey"]["ckn"] == "aa");
}

TEST_CASE("[M11] a pair that the agent refuses leaves no file", "[cli][key]") {
  CannedAgent agent;
  const TemporaryDirectory directory;
  const auto file = directory.path() / "fresh.cak";
  const Run run =
      agent.run({"associate-key", "full", "--generate", "--cak-out", file.string(), "--json"});
  CHECK(run.status == 12);
  CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("a CAK has one origin", "[cli][key]") {
  CannedAgent agent;
  CHECK(agent.run({"associate-key", "uplink", "--cak-file", "-"}, "x").status == 2);
  CHECK(agent.run({"associate-key", "uplink", "--generate", "--cak-file", "-"}, "x").status == 2);
  CHECK(agent.run({"associate-key", "uplink", "--ckn", "00", "--print"}).status == 2);
  CHECK(agent.parameters.count("AssociateKey") == 0);
}
