// import wpa_supplicant: what the agent gets of it.
#include "canned_agent.hpp"
#include "catch.hpp"

using macsec::Json;

TEST_CASE("a connection as wpa_supplicant ran it, and its keys by sealed memory", "[cli]") {
  CannedAgent agent("config_agent.json");
  const std::string file = std::string(CLI_TESTS) + "/wpa/wpa_supplicant-wired-eth9.conf";
  REQUIRE(agent.run({"import", "wpa_supplicant", file, "--device", "macsec0"}).status == 0);
  CHECK(agent.parameters["CreateConnection"] == Json({{"connectionName", "eth9"},
                                                      {"interface", "eth9"},
                                                      {"device", "macsec0"},
                                                      {"encryptionMode", "must_encrypt"},
                                                      {"keyServerPriority", 10},
                                                      {"replayWindow", 32},
                                                      {"cipherSuite", "gcm-aes-128"},
                                                      {"confidentiality", "offset-0"},
                                                      {"offload", "mac"}}));
  // The first network's key is associated last: it is the newest.
  CHECK(agent.parameters["AssociateKey"]["ckn"] == "6b65796f6e65");
  CHECK(agent.key_octets == "000102030405060708090a0b0c0d0e0f");
  CHECK(agent.key_is_sealed);
}

TEST_CASE("of a broken configuration nothing is made, and nothing quoted", "[cli]") {
  CannedAgent agent("config_agent.json");
  for (const char* name : {"broken.conf", "no-end.conf"}) {
    const std::string file = std::string(CLI_TESTS) + "/wpa/" + name;
    const Run run = agent.run({"import", "wpa_supplicant", file, "--interface", "eth9"});
    CHECK(run.status == 10);
    CHECK(run.err.find("00010203") == std::string::npos);
  }
  CHECK(agent.parameters.empty());
}
