// What is written as pcapng is what the agent told; libpcap reads it, through decode.
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <sstream>

#include "canned_agent.hpp"
#include "catch.hpp"

namespace {

using macsec::Json;

std::uint32_t number_at(const std::string& file, std::size_t at) {
  std::uint32_t number = 0;
  REQUIRE(file.size() >= at + sizeof number);
  std::memcpy(&number, file.data() + at, sizeof number);
  return number;
}

std::vector<std::uint32_t> block_types(const std::string& file) {
  std::vector<std::uint32_t> types;
  for (std::size_t at = 0; at < file.size(); at += number_at(file, at + 4)) {
    types.push_back(number_at(file, at));
    const std::uint32_t length = number_at(file, at + 4);
    REQUIRE((length >= 12 && length % 4 == 0));
    CHECK(number_at(file, at + length - 4) == length);
  }
  return types;
}

}  // namespace

TEST_CASE("capture writes pcapng that is read again", "[cli]") {
  CannedAgent agent;
  const Run run =
      agent.run({"capture", "uplink", "--out", "-", "--count", "2", "--duration", "1m"});
  INFO(run.err);
  REQUIRE(run.status == 0);
  CHECK(agent.parameters["CaptureFrames"] ==
        Json({{"connectionName", "uplink"}, {"count", 2}, {"seconds", 60}}));
  CHECK(block_types(run.out) == std::vector<std::uint32_t>{0x0A0D0D0A, 1, 6, 6});
  CHECK(run.out.find("eth3") != std::string::npos);
  CHECK(run.err == "macsecctl: 2 MKPDUs captured\n");

  const Run back = macsecctl({"decode", "-", "--json"}, run.out);
  INFO(back.err);
  REQUIRE(back.status == 0);
  const Json json = Json::parse(back.out);
  REQUIRE(json["mkpdus"].size() == 2);
  CHECK(json["mkpdus"][0]["time"] == "2023-11-14T22:13:20.123456789Z");
  CHECK(json["mkpdus"][0]["sci"] == "02000000000a0001");
  CHECK(json["mkpdus"][1]["vlans"] == Json({5}));
  CHECK(json["mkpdus"][1]["source"] == "02:00:00:00:00:0a");
}

TEST_CASE("capture writes a file for its owner alone, and only if the agent agrees", "[cli]") {
  CannedAgent agent;
  const std::string path = "/tmp/capture_test." + std::to_string(::getpid());
  CHECK(agent.run({"capture", "full", "--out", path}).status == 12);
  struct stat file {};
  CHECK(::stat(path.c_str(), &file) != 0);
  const Run run = agent.run({"capture", "uplink", "--out", path});
  CHECK(run.status == 0);
  CHECK(run.out == "2 MKPDUs captured\n");
  REQUIRE(::stat(path.c_str(), &file) == 0);
  CHECK((file.st_mode & 0777) == 0600);
  ::unlink(path.c_str());
  CHECK(agent.run({"capture"}).status == 2);
  CHECK(agent.run({"capture", "uplink", "--interface", "eth3"}).status == 2);
}

TEST_CASE("capture without a file explains each MKPDU", "[cli]") {
  CannedAgent agent;
  const Run text = agent.run({"capture", "uplink"});
  CHECK(text.out.find("frame 1  2023-11-14T22:13:20.123456789Z  eth3 out") == 0);
  const Run json = agent.run({"capture", "--interface", "eth3", "--json"});
  std::istringstream lines(json.out);
  std::string line;
  REQUIRE(std::getline(lines, line));
  CHECK(Json::parse(line)["direction"] == "out");
}
