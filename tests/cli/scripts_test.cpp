// What scripts rely on: parameters that reach the agent, exit statuses, and JSON as the agent sent
// it.
#include <fstream>

#include "canned_agent.hpp"
#include "catch.hpp"

using macsec::Json;

TEST_CASE("describe-connections prints exactly what the agent sent", "[cli]") {
  CannedAgent agent;
  std::ifstream file(std::string(CLI_TESTS) + "/agent.json");
  const Json expected = Json::parse(file)["DescribeConnections"];
  const Run run = agent.run({"describe-connections", "--json"});
  CHECK(run.status == 0);
  CHECK(run.out == expected.dump(2) + "\n");
}

TEST_CASE("every option of create-connection reaches the agent", "[cli]") {
  CannedAgent agent;
  const Run run = agent.run({"create-connection",
                             "lab",
                             "--interface",
                             "eth4",
                             "--device",
                             "ms7",
                             "--cipher-suite",
                             "gcm-aes-256",
                             "--encryption-mode",
                             "must_encrypt",
                             "--priority",
                             "0",
                             "--confidentiality",
                             "integrity-only",
                             "--sak-rekey-interval",
                             "1h",
                             "--sak-rekey-packet-number",
                             "18446744073709551615",
                             "--sak-rekey-volume",
                             "2T",
                             "--mka-version",
                             "3",
                             "--icv-indicator",
                             "always",
                             "--ckn-match",
                             "auto",
                             "--group-address",
                             "nearest-bridge",
                             "--ether-type",
                             "0x876f",
                             "--ssci-mode",
                             "live-list",
                             "--hello-time",
                             "500ms",
                             "--clear-after",
                             "1500ms",
                             "--replay-window",
                             "64",
                             "--max-keys",
                             "8",
                             "--keychain-mode",
                             "exclusive",
                             "--on-last-key",
                             "refuse",
                             "--key-timeout",
                             "1m",
                             "--mtu",
                             "raise-parent",
                             "--accept-cipher-suites",
                             "gcm-aes-128,GCM-AES-XPN-128",
                             "--send-sci",
                             "off",
                             "--on-vlan",
                             "--force"});
  CHECK(run.status == 0);
  CHECK(agent.parameters["CreateConnection"] == Json::parse(R"({
    "connectionName": "lab", "interface": "eth4", "device": "ms7", "cipherSuite": "gcm-aes-256",
    "encryptionMode": "must_encrypt", "keyServerPriority": 0, "sakRekeyIntervalSeconds": 3600,
    "sakRekeyPacketNumber": "18446744073709551615", "sakRekeyOctets": "2000000000000", "maxKeys": 8,
    "keychainMode": "exclusive", "onLastKey": "refuse", "keyTimeoutSeconds": 60, "clearAfterMs": 1500,
    "cknMatch": "auto", "mkaVersion": 3, "includeIcvIndicator": true,
    "groupAddress": "nearest-bridge", "etherType": "0x876f", "ssciMode": "live-list",
    "helloTimeMs": 500, "mtu": "raise-parent", "acceptCipherSuites": ["gcm-aes-128", "GCM-AES-XPN-128"],
    "force": true, "confidentiality": "integrity-only", "replayWindow": 64, "sendSci": false,
    "onVlan": true})"));
}

TEST_CASE("M55: help says what each mode guarantees, and which one fails open", "[cli]") {
  for (const char* command : {"create-connection", "update-connection"}) {
    const std::string help = macsecctl({command, "--help"}).out;
    CHECK(help.find("highest guarantee") != std::string::npos);
    CHECK(help.find("should_encrypt (fails open") != std::string::npos);
  }
}

TEST_CASE("[M25, M47] what the agent warns of when a connection is made is said to people",
          "[cli]") {
  CannedAgent agent;
  const Run run = agent.run({"create-connection", "lab", "--interface", "eth4"});
  CHECK(run.err.find("warning: eth4 is in use") != std::string::npos);
  CHECK(run.err.find("move addresses and routes to ms-eth4") != std::string::npos);
  const Run json = agent.run({"create-connection", "lab", "--interface", "eth4", "--json"});
  CHECK(json.err.empty());
  CHECK(Json::parse(json.out)["warnings"][0]["code"] == "parent-has-addresses");
}

TEST_CASE("no other suite than the own one is accepted again", "[cli]") {
  CannedAgent agent;
  agent.run({"update-connection", "lab", "--accept-cipher-suites", "none"});
  CHECK(agent.parameters["UpdateConnection"] ==
        Json::parse(R"({"connectionName": "lab", "acceptCipherSuites": []})"));
}

TEST_CASE("what a peer wants can change", "[cli]") {
  CannedAgent agent;
  const Run run = agent.run({"update-connection", "lab", "--mka-version", "auto", "--icv-indicator",
                             "never", "--hello-time", "2s", "--sak-rekey-volume", "0"});
  CHECK(run.status == 0);
  CHECK(agent.parameters["UpdateConnection"] == Json::parse(R"({
    "connectionName": "lab", "sakRekeyOctets": "0", "mkaVersion": 0, "includeIcvIndicator": false,
    "helloTimeMs": 2000})"));
}

TEST_CASE("a connection is taken down and up; scripts are not asked", "[cli]") {
  CannedAgent agent;
  CHECK(agent.run({"down", "lab"}).status == 0);
  CHECK(agent.parameters["UpdateConnection"] ==
        Json::parse(R"({"connectionName": "lab", "adminState": "down"})"));
  CHECK(agent.run({"up", "lab"}).status == 0);
  CHECK(agent.parameters["UpdateConnection"]["adminState"] == "up");
}

TEST_CASE("a person at the terminal is asked before a connection is taken down", "[cli]") {
  CannedAgent agent;
  const std::vector<std::string> environment{"MACSECD_SOCKET=" + agent.socket()};
  const Run declined = macsecctl_on_terminal({"down", "lab"}, "no\n", environment);
  CHECK(declined.status == 1);
  CHECK(declined.err.find("nothing passes") != std::string::npos);
  CHECK(agent.parameters.count("UpdateConnection") == 0);
  CHECK(macsecctl_on_terminal({"down", "lab"}, "yes\n", environment).status == 0);
  CHECK(agent.parameters.count("UpdateConnection") == 1);
  CHECK(macsecctl_on_terminal({"down", "lab", "--yes"}, "", environment).err.empty());
}

TEST_CASE("[M58] volumes are written with or without a unit", "[cli]") {
  CannedAgent agent;
  const auto [text, octets] = GENERATE(table<std::string, std::string>({{"1500", "1500"},
                                                                        {"64K", "64000"},
                                                                        {"10m", "10000000"},
                                                                        {"100G", "100000000000"},
                                                                        {"1T", "1000000000000"}}));
  agent.run({"update-connection", "lab", "--sak-rekey-volume", text});
  CHECK(agent.parameters["UpdateConnection"]["sakRekeyOctets"] == octets);
  for (const char* wrong : {"10X", "G", "1GB", "-1", "99999999T", "1.5G"})
    CHECK(agent.run({"update-connection", "lab", "--sak-rekey-volume", wrong}).status == 2);
}

TEST_CASE("what is not said is left to the agent", "[cli]") {
  CannedAgent agent;
  agent.run({"create-connection", "lab", "--interface", "eth4"});
  CHECK(agent.parameters["CreateConnection"] ==
        Json::parse(R"({"connectionName": "lab", "interface": "eth4"})"));
  agent.run({"delete-connection", "lab"});
  CHECK(agent.parameters["DeleteConnection"] == Json::parse(R"({"connectionName": "lab"})"));
  agent.run({"delete-connection", "lab", "--force"});
  CHECK(agent.parameters["DeleteConnection"]["force"] == true);
  agent.run({"update-connection", "lab", "--sak-rekey-interval", "0"});
  CHECK(agent.parameters["UpdateConnection"] ==
        Json::parse(R"({"connectionName": "lab", "sakRekeyIntervalSeconds": 0})"));
  agent.run({"monitor", "lab"});
  CHECK(agent.parameters["Monitor"]["connectionName"] == "lab");
}

TEST_CASE("times are written with or without a unit", "[cli]") {
  CannedAgent agent;
  const auto [text, seconds] = GENERATE(table<std::string, int>(
      {{"90", 90}, {"90s", 90}, {"30m", 1800}, {"2h", 7200}, {"1d", 86400}}));
  agent.run({"update-connection", "lab", "--sak-rekey-interval", text});
  CHECK(agent.parameters["UpdateConnection"]["sakRekeyIntervalSeconds"] == seconds);
}

TEST_CASE("a rekey is waited for until the fresh SAK is in service", "[cli]") {
  CannedAgent agent;
  agent.secured_after = 3;
  const Run run = agent.run({"rekey", "uplink", "--wait"});
  CHECK(run.status == 0);
  CHECK(run.out == "uplink: SAK ffffffffffffffffffffffff00000008 is in service\n");
  CHECK(agent.descriptions == 4);
  agent.secured_after = 1 << 30;
  CHECK(agent.run({"rekey", "uplink", "--wait", "--timeout", "0"}).status == 28);
}

TEST_CASE("--socket wins over the variable, before or after the command", "[cli]") {
  CannedAgent agent;
  const std::vector<std::string> nowhere{"MACSECD_SOCKET=/nonexistent"};
  CHECK(macsecctl({"--socket", agent.socket(), "show"}, "", nowhere).status == 0);
  CHECK(macsecctl({"show", "--socket", agent.socket()}, "", nowhere).status == 0);
  CHECK(macsecctl({"show"}, "", nowhere).status == 30);
}

TEST_CASE("a command's name may also be a connection's", "[cli]") {
  CannedAgent agent;
  CHECK(agent.run({"delete-connection", "show"}).status == 0);
  CHECK(agent.parameters["DeleteConnection"]["connectionName"] == "show");
}
