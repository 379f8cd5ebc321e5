// What people read: expected text, and JSON where programs read it.
#include "golden.hpp"
#include "canned_agent.hpp"
#include "catch.hpp"

namespace {

const std::vector<Case> cases{
    {"overview", {}},
    {"overview-brief", {"--brief"}},
    {"overview-json", {"-j"}},
    {"show-all", {"show"}},
    {"show-one", {"show", "lab"}},
    {"show-brief", {"describe-connections", "--brief"}},
    {"show-json", {"describe-connections", "spare-dc2", "--json"}},
    {"show-connection-id", {"show", "--connection-id", "spare-dc2"}},
    {"create", {"create-connection", "lab", "--interface", "eth4"}},
    {"create-json", {"--json", "create-connection", "lab", "--interface", "eth4"}},
    {"update", {"update-connection", "uplink", "--priority", "20"}},
    {"update-nothing", {"update-connection", "uplink"}},
    {"show-interop", {"show", "old-switch"}},
    {"down", {"down", "uplink", "--yes"}},
    {"up", {"up", "uplink"}},
    {"wait-down", {"wait", "old-switch", "--secured"}},
    {"usage-icv-indicator", {"update-connection", "lab", "--icv-indicator", "perhaps"}},
    {"delete", {"delete-connection", "uplink", "--force"}},
    {"disassociate", {"disassociate-key", "uplink", "--ckn", "c0ffee", "--yes"}},
    {"disassociate-aws",
     {"disassociate-mac-sec-key", "--connection-id", "uplink", "--ckn", "c0ffee"}},
    {"disassociate-dry-run", {"disassociate-key", "uplink", "--ckn", "c0ffee", "--dry-run"}},
    {"disassociate-json", {"disassociate-key", "uplink", "--ckn", "c0ffee", "--json"}},
    {"reassociate", {"reassociate-key", "uplink", "--ckn", "c0ffee"}},
    {"delete-key", {"delete-key", "uplink", "--ckn", "c0ffee"}},
    {"delete-key-odd", {"delete-key", "uplink", "--ckn", "c0f"}},
    {"keys", {"describe-keys"}},
    {"keys-brief", {"show-keys", "spare-dc2", "--brief"}},
    {"keys-json", {"describe-keys", "spare-dc2", "--json"}},
    {"usage-start-and-wait",
     {"associate-key", "lab", "--ckn", "00", "--start-on", "+60", "--wait"}},
    {"usage-timeout-alone", {"reassociate-key", "lab", "--ckn", "00", "--timeout", "5"}},
    {"diagnose-healthy", {"diagnose", "uplink"}},
    {"rekey", {"rekey", "uplink"}},
    {"rotate-abort", {"rotate", "uplink", "--abort"}},
    {"rotate-none", {"rotate", "uplink"}},
    {"usage-bake-alone", {"rotate", "uplink", "--bake", "5m"}},
    {"usage-abort-and-start", {"rotate", "uplink", "--ckn", "00", "--abort"}},
    {"wait-secured", {"wait", "uplink", "--secured"}},
    {"wait-timeout", {"wait", "lab", "--secured", "--timeout", "0"}},
    {"wait-timeout-json", {"wait", "lab", "--secured", "--timeout", "0", "--json"}},
    {"wait-without-what", {"wait", "lab"}},
    {"wait-up", {"wait", "lab", "--up"}},
    {"wait-up-secured", {"wait", "uplink", "--up"}},
    {"wait-for-both", {"wait", "lab", "--up", "--secured"}},
    {"monitor", {"monitor"}},
    {"monitor-json", {"monitor", "uplink", "--json"}},
    {"monitor-history", {"monitor", "--history", "10"}},
    {"usage-history", {"monitor", "--history", "1000"}},
    {"usage-interval", {"watch", "--interval", "0"}},
    {"bench-no-interface", {"bench", "nosuch0"}},
    {"metrics-textfile-nowhere", {"metrics", "--textfile", "/nonexistent/macsecd.prom"}},
    {"metrics", {"metrics"}},
    {"metrics-json", {"metrics", "--json"}},
    {"error-full", {"disassociate-key", "full", "--ckn", "00", "--yes"}},
    {"error-not-found", {"delete-connection", "nosuch"}},
    {"error-not-found-show", {"wait", "nosuch", "--secured"}},
    {"error-kernel", {"create-connection", "kernel", "--interface", "eth9"}},
    {"error-kernel-json", {"create-connection", "kernel", "--interface", "eth9", "--json"}},
    {"error-errno", {"create-connection", "errno", "--interface", "eth9"}},
    {"usage-unknown-command", {"frobnicate"}},
    {"usage-missing", {"create-connection", "lab"}},
    {"usage-range", {"create-connection", "lab", "--interface", "eth4", "--priority", "256"}},
    {"usage-time", {"update-connection", "lab", "--sak-rekey-interval", "soon"}},
    {"usage-json", {"rekey", "--json"}},
    {"ckn-odd", {"associate-key", "uplink", "--ckn", "abc", "--cak-file", "/dev/null"}},
    {"ckn-character", {"associate-key", "uplink", "--ckn", "00ag", "--cak-file", "/dev/null"}},
    {"cak-file-missing",
     {"associate-key", "uplink", "--ckn", "00", "--cak-file", "/nonexistent/cak"}},
    {"cak-file-device", {"associate-key", "uplink", "--ckn", "00", "--cak-file", "/dev/null"}},
    {"cak-from-nowhere", {"associate-key", "uplink", "--ckn", "00"}},
    {"create-lag", {"create-lag", "lag0", "--connections", "dc1-a,dc1-b,dc1-c"}},
    {"create-lag-dry-run", {"create-lag", "lag0", "--connections", "dc1-a,dc1-c", "--dry-run"}},
    {"update-lag", {"update-lag", "lag0", "--minimum-links", "1"}},
    {"update-lag-nothing", {"update-lag", "lag0"}},
    {"join-lag-dry-run",
     {"associate-connection-with-lag", "lag0", "--connection", "dc1-c", "--dry-run"}},
    {"leave-lag", {"disassociate-connection-from-lag", "lag0", "--connection", "dc1-b"}},
    {"delete-lag", {"delete-lag", "--lag-id", "lag0"}},
    {"lags", {"describe-lags"}},
    {"lags-brief", {"describe-lags", "lag0", "--brief"}},
    {"lags-json", {"describe-lags", "lag0", "--json"}},
    {"error-lag-mismatch", {"update-connection", "alone", "--max-keys", "2"}},
    {"usage-lag-mode-alone",
     {"create-lag", "lag0", "--connections", "a", "--encryption-mode", "must_encrypt"}},
    {"keystore-status", {"keystore", "status"}},
    {"keystore-json", {"keystore", "status", "--json"}},
    {"keystore-rewrap", {"keystore", "rewrap", "--to", "credential"}},
    {"usage-keystore", {"keystore", "open"}},
    {"version", {"--version"}},
    {"help", {"--help"}},
    {"completion", {"completion", "bash"}},
    {"completion-zsh", {"completion", "zsh"}},
};

}  // namespace

TEST_CASE("macsecctl prints what is expected", "[cli]") {
  CannedAgent agent;
  for (const Case& c : cases) check_against_file(c, agent.run(c.arguments), agent.socket());
}

TEST_CASE("an agent without connections says what to do", "[cli]") {
  CannedAgent agent("empty_agent.json");
  const Case c{"overview-empty", {}};
  check_against_file(c, agent.run({}), agent.socket());
  CHECK(agent.run({"--brief"}).out.empty());
  CHECK(macsec::Json::parse(agent.run({"--json"}).out)["connections"].empty());
}

TEST_CASE("[M14, M52, M53, M64] profiles in the words of their vendors", "[cli]") {
  CannedAgent agent("cloud_agent.json");
  const std::vector<Case> profile_cases{
      {"profile-overview", {}},
      {"profile-show", {"show", "ec"}},
      {"profile-keys", {"describe-keys"}},
      {"profile-keys-lower", {"describe-keys", "ec", "--hex", "lower", "--brief"}},
      {"profile-keys-json", {"describe-keys", "ec", "--hex", "upper", "--json"}},
      {"profile-create",
       {"create-connection", "ec", "--interface", "eth-ec", "--profile", "alibaba",
        "--encryption-mode", "should_encrypt", "--request-macsec"}},
      {"profile-update", {"update-connection", "dc", "--profile", "aws"}},
      {"profile-vlan-in-clear",
       {"create-connection", "ec", "--interface", "eth-ec", "--profile", "aws", "--vlan-in-clear"}},
      {"usage-hex", {"show", "--hex", "octal"}},
  };
  for (const Case& c : profile_cases) check_against_file(c, agent.run(c.arguments), agent.socket());
  CHECK(agent.parameters["CreateConnection"]["profile"] == "alibaba");
  CHECK(agent.parameters["UpdateConnection"] ==
        macsec::Json({{"connectionName", "dc"}, {"profile", "aws"}}));
}

TEST_CASE("[M18] why a connection is not secured, and what to do", "[cli]") {
  CannedAgent agent("faulty_agent.json");
  const std::vector<Case> faults{
      {"diagnose", {"diagnose", "dc1", "--watch", "20s"}},
      {"diagnose-brief", {"diagnose", "dc1", "--brief"}},
      {"diagnose-json", {"diagnose", "dc1", "--json"}},
      {"usage-diagnose", {"diagnose"}},
      {"usage-diagnose-time", {"diagnose", "dc1", "--watch", "long"}},
  };
  for (const Case& c : faults) check_against_file(c, agent.run(c.arguments), agent.socket());
  agent.run({"diagnose", "dc1", "--watch", "1m"});
  CHECK(agent.parameters["Diagnose"] ==
        macsec::Json({{"connectionName", "dc1"}, {"watchSeconds", 60}}));
}

TEST_CASE("[M3, M94] what stands between an interface and a secured link", "[cli]") {
  CannedAgent agent("cloud_agent.json");
  const std::vector<Case> check_cases{
      {"check", {"check", "eth3", "--profile", "ibm", "--listen", "10s"}},
      {"check-json", {"check", "eth3", "--json"}},
  };
  for (const Case& c : check_cases) {
    const Run run = agent.run(c.arguments);
    check_against_file(c, run, agent.socket());
    CHECK(run.status == 1);
    if (c.arguments.size() > 3)
      CHECK(agent.parameters["CheckInterface"] ==
            macsec::Json({{"interface", "eth3"}, {"profile", "ibm"}, {"listenSeconds", 10}}));
  }
}

TEST_CASE("without an agent every command says so", "[cli]") {
  const std::string socket = "/nonexistent/control";
  const Case text{"no-agent", {"show"}};
  check_against_file(text, macsecctl({"show", "--socket", socket}), socket);
  const Case json{"no-agent-json", {"show", "--json"}};
  check_against_file(json, macsecctl({"show", "--json", "--socket", socket}), socket);
  CHECK(macsecctl({"monitor"}, "", {"MACSECD_SOCKET=" + socket}).status == 30);
}

TEST_CASE("[M92, M93] the other end's configuration, for each vendor", "[cli]") {
  CannedAgent agent("config_agent.json");
  for (const char* vendor : {"iosxr", "iosxe", "nxos", "junos", "eos", "sros", "macsecd"}) {
    const Case c{"", {"generate-peer-config", "uplink", "--vendor", vendor}};
    check_against_file({("peer-" + std::string(vendor)).c_str(), c.arguments},
                       agent.run(c.arguments), agent.socket());
  }
  const std::vector<Case> others{
      {"peer-wpa_supplicant",
       {"generate-peer-config", "lab", "--vendor", "wpa_supplicant", "--interface", "eth1"}},
      {"peer-junos-lab", {"generate-peer-config", "lab", "--vendor", "junos"}},
      {"peer-macsecd-lab", {"generate-peer-config", "lab", "--vendor", "macsecd"}},
      {"peer-json",
       {"generate-peer-config", "uplink", "--vendor", "iosxr", "--ckn", "c0ffee", "--json"}},
      {"peer-no-xpn", {"generate-peer-config", "uplink", "--vendor", "wpa_supplicant"}},
      {"peer-integrity", {"generate-peer-config", "lab", "--vendor", "nxos"}},
      {"peer-no-encrypt", {"generate-peer-config", "open", "--vendor", "eos"}},
      {"peer-no-key", {"generate-peer-config", "bare", "--vendor", "eos"}},
      {"peer-other-ckn", {"generate-peer-config", "uplink", "--vendor", "eos", "--ckn", "00"}},
      {"usage-peer-vendor", {"generate-peer-config", "uplink", "--vendor", "acme"}},
      {"usage-peer-interface",
       {"generate-peer-config", "uplink", "--vendor", "macsecd", "--interface", "eth0; reboot"}},
      {"usage-peer-secret",
       {"generate-peer-config", "uplink", "--vendor", "eos", "--include-secret"}},
  };
  for (const Case& c : others) check_against_file(c, agent.run(c.arguments), agent.socket());
}

TEST_CASE("configuration files: what is wrong is told with line and column", "[cli]") {
  CannedAgent agent("config_agent.json");
  const std::string files = std::string(CLI_TESTS) + "/config/";
  for (const char* name : {"good", "syntax", "form", "values"})
    for (const char* verb : {"check", "diff"}) {
      const Case c{"", {"config", verb, "--dir", files + name}};
      Run run = agent.run(c.arguments);
      run.out = replaced(run.out, CLI_TESTS, "TESTS");
      run.err = replaced(run.err, CLI_TESTS, "TESTS");
      check_against_file(
          {("config-" + std::string(name) + "-" + verb).c_str(), {"config", verb, name}}, run,
          agent.socket());
      CHECK(run.out.find("000102030405060708090a0b") == std::string::npos);
    }
}

TEST_CASE("a configuration of wpa_supplicant is imported, and what is left is listed", "[cli]") {
  CannedAgent agent("config_agent.json");
  const std::string files = std::string(CLI_TESTS) + "/wpa/";
  const std::vector<std::pair<const char*, std::vector<std::string>>> imports{
      {"import-dry-run", {"wpa_supplicant-wired-eth9.conf", "--dry-run"}},
      {"import", {"wpa_supplicant-wired-eth9.conf"}},
      {"import-json", {"wpa_supplicant-wired-eth9.conf", "--json"}},
      {"import-broken", {"broken.conf", "--interface", "eth9"}},
      {"import-no-end", {"no-end.conf", "--interface", "eth9"}},
      {"import-there", {"wpa_supplicant-wired-eth9.conf", "--name", "uplink"}},
      {"import-no-interface", {"broken.conf"}},
  };
  for (const auto& [name, words] : imports) {
    std::vector<std::string> arguments{"import", "wpa_supplicant", files + words.front()};
    arguments.insert(arguments.end(), words.begin() + 1, words.end());
    Run run = agent.run(arguments);
    run.out = replaced(run.out, CLI_TESTS, "TESTS");
    run.err = replaced(run.err, CLI_TESTS, "TESTS");
    arguments[2] = words.front();
    check_against_file({name, arguments}, run, agent.socket());
  }
}
