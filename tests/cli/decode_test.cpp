// Captures that other implementations made, explained: what people read, and what programs rely on.
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "canned_agent.hpp"
#include "catch.hpp"

namespace {

using macsec::Json;

const std::string folder = std::string(CLI_TESTS) + "/captures/";

std::string contents(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// A checkout gives everybody the right to read.
const std::string& keys() {
  static const std::string path = [] {
    ::chmod((folder + "keys").c_str(), 0600);
    return folder + "keys";
  }();
  return path;
}

Json decoded(const std::string& name) {
  const Run run = macsecctl({"decode", folder + name + ".pcap", "--key-file", keys(), "--json"});
  INFO(name << ": " << run.err);
  REQUIRE(run.status == 0);
  return Json::parse(run.out);
}

std::vector<std::string> codes(const Json& association) {
  std::vector<std::string> out;
  for (const Json& anomaly : association["anomalies"]) out.push_back(anomaly["code"]);
  return out;
}

void check_text(const std::string& name, const std::vector<std::string>& options) {
  std::vector<std::string> arguments{"decode", folder + name + ".pcap"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const std::string path = std::string(CLI_TESTS) + "/expected/decode-" + name + ".txt";
  const Run run = macsecctl(arguments);
  INFO(name << ": " << run.err);
  CHECK(run.status == 0);
  if (std::getenv("MACSECCTL_WRITE_EXPECTED") != nullptr) std::ofstream(path) << run.out;
  CHECK(run.out == contents(path));
}

}  // namespace

TEST_CASE("captures of other implementations are explained", "[cli]") {
  check_text("psk128", {"--key-file", keys()});
  check_text("mkad-xpn256", {"--key-file", keys(), "--summary"});
  check_text("probe-wpa-rekey", {"--key-file", keys(), "--summary"});
  check_text("wrong-cak", {"--key-file", keys()});
  check_text("short-ckn", {});
  check_text("frames-constructed", {"--key-file", keys(), "--summary"});
}

TEST_CASE("every MKPDU of every implementation is authentic, and every SAK unwraps", "[cli]") {
  const std::vector<std::pair<const char*, std::size_t>> captures{
      {"psk128", 18},    {"cak256-sak256", 17}, {"mkad-xpn256", 66},
      {"short-ckn", 15}, {"offset30-mka", 15},  {"probe-wpa-rekey", 42}};
  for (const auto& [name, count] : captures) {
    const Json json = decoded(name);
    INFO(name);
    REQUIRE(json["mkpdus"].size() == count);
    for (const Json& mkpdu : json["mkpdus"]) {
      CHECK(mkpdu["icv"] == "ok");
      CHECK(!mkpdu.contains("faults"));
      if (mkpdu.contains("distributedSak")) CHECK(mkpdu["distributedSak"]["keyWrap"] == "ok");
    }
    REQUIRE(json["associations"].size() == 1);
    const Json& ca = json["associations"][0];
    CHECK(codes(ca).empty());
    CHECK(ca["members"].size() == 2);
    CHECK(ca["liveTogether"].size() == 1);
    REQUIRE(ca["keyServers"].size() == 1);
    CHECK(ca["keyServers"][0]["sci"] == "02000000000a0001");
  }
}

TEST_CASE("each distribution of a SAK is reconstructed", "[cli]") {
  const Json ca = decoded("probe-wpa-rekey")["associations"][0];
  REQUIRE(ca["saks"].size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    const Json& sak = ca["saks"][i];
    CHECK(sak["keyNumber"] == i + 1);
    CHECK(sak["associationNumber"] == i % 4);
    CHECK(sak["cipherSuite"] == "gcm-aes-128");
    CHECK(sak["serverSci"] == "02000000000a0001");
    CHECK(sak["timesDistributed"] >= 1);
    REQUIRE(sak["members"].size() == 2);
    for (const Json& use : sak["members"]) {
      CHECK(use.contains("receivesSince"));
      CHECK(use.contains("transmitsSince"));
      CHECK(use["receivesSince"]["afterSeconds"] >= sak["firstDistributed"]["afterSeconds"]);
    }
    CHECK(sak.contains("retired") == (i < 2));
  }
}

TEST_CASE("a session of ours with wpa_supplicant is explained, in either byte order", "[cli]") {
  Json json = decoded("with-wpa-supplicant");
  const Json& ca = json["associations"][0];
  CHECK(ca["authentic"] == 15);
  CHECK(ca["keyServers"][0]["sci"] == "02000000000b0001");
  REQUIRE(ca["saks"].size() == 1);
  CHECK(ca["saks"][0]["members"].size() == 2);
  CHECK(codes(ca).empty());
  CHECK(decoded("with-wpa-supplicant-big-endian") == json);
}

TEST_CASE("another CAK under the same CKN is told of, and changes nothing", "[cli]") {
  const Json ca = decoded("wrong-cak")["associations"][0];
  CHECK(ca["wrongIcvs"] == 7);
  CHECK(ca["authentic"] == 8);
  CHECK(ca["members"].size() == 1);
  CHECK(codes(ca) == std::vector<std::string>(7, "icv-wrong"));
  CHECK(ca["saks"].empty());
}

TEST_CASE("frames that are wrong in one way each do not keep the others from being read", "[cli]") {
  const Json json = decoded("frames-constructed");
  CHECK(json["capture"]["frames"] == 97);
  CHECK(!json["capture"].contains("cutOff"));
  std::size_t faulty = 0;
  for (const Json& mkpdu : json["mkpdus"]) faulty += mkpdu.contains("faults") ? 1 : 0;
  CHECK(faulty > 20);
}

TEST_CASE("no key comes out of decode", "[cli]") {
  const std::string cak = "000102030405060708090a0b0c0d0e0f";
  for (const char* name : {"psk128", "mkad-xpn256"})
    for (const char* form : {"--json", "--summary"}) {
      const Run run = macsecctl({"decode", folder + name + ".pcap", "--key-file", keys(), form});
      REQUIRE(run.status == 0);
      CHECK((run.out + run.err).find(cak) == std::string::npos);
    }
}

TEST_CASE("what is no capture or no key is refused in words", "[cli]") {
  const Run no_file = macsecctl({"decode", "/nonexistent.pcap"});
  CHECK(no_file.status == 10);
  CHECK(no_file.err.find("cannot open /nonexistent.pcap") != std::string::npos);
  const Run no_capture = macsecctl({"decode", folder + "README.md"});
  CHECK(no_capture.status == 10);
  CHECK(no_capture.err.find("cannot be read as a capture") != std::string::npos);
  const std::string capture = folder + "psk128.pcap";
  for (const char* text :
       {"00", "00 11", "0 000102030405060708090a0b0c0d0e0f", "00 000102030405060708090a0b0c0d0e0g",
        "00 000102030405060708090a0b0c0d0e0f 00"}) {
    const Run run = macsecctl({"decode", capture, "--key-file", "-"}, std::string("#\n") + text);
    INFO(text);
    CHECK(run.status == 11);
    CHECK(run.out.empty());
    CHECK(run.err.find("- line 2: ") != std::string::npos);
    CHECK(run.err.find("0001020304") == std::string::npos);
  }
  CHECK(macsecctl({"decode", capture, "--key-file", "-"}, std::string(10'000, '0')).status == 11);
}

TEST_CASE("a capture that was cut off is explained as far as it goes", "[cli]") {
  const std::string whole = contents(folder + "psk128.pcap");
  const Run run = macsecctl({"decode", "-", "--json"}, whole.substr(0, 2000));
  REQUIRE(run.status == 0);
  const Json json = Json::parse(run.out);
  CHECK(json["capture"].contains("cutOff"));
  CHECK(json["mkpdus"].size() > 3);
  for (std::size_t size = 24; size < whole.size(); size += 97)
    CHECK(macsecctl({"decode", "-", "--summary"}, whole.substr(0, size)).status == 0);
}

TEST_CASE("the agent verifies with keys that stay there", "[cli]") {
  CannedAgent agent;
  const Run run = agent.run({"decode", folder + "psk128.pcap", "--connection", "uplink", "--json"});
  INFO(run.err);
  REQUIRE(run.status == 0);
  const Json json = Json::parse(run.out);
  CHECK(json["associations"][0]["authentic"] == 18);
  CHECK(agent.parameters["VerifyFrames"]["connectionName"] == "uplink");
  CHECK(agent.parameters["VerifyFrames"]["frames"].size() == 18);
  CHECK(agent.run({"decode", folder + "psk128.pcap", "--connection", "full"}).status == 12);
  CHECK(agent.run({"decode", folder + "mkad-xpn256.pcap", "--connection", "uplink"}).status == 0);
}
