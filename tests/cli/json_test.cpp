// What programs read. Every command prints JSON, and has a golden test of it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "canned_agent.hpp"
#include "catch.hpp"
#include "command_table.hpp"
#include "golden.hpp"

using macsec::Json;

namespace {

const std::vector<Case> cases{
    {"json-update-connection", {"update-connection", "uplink", "--priority", "20", "--json"}},
    {"json-down", {"down", "uplink", "--json"}},
    {"json-up", {"up", "uplink", "--json"}},
    {"json-delete-connection", {"delete-connection", "uplink", "--json"}},
    {"json-reassociate-key", {"reassociate-key", "uplink", "--ckn", "c0ffee", "--json"}},
    {"json-delete-key", {"delete-key", "uplink", "--ckn", "c0ffee", "--json"}},
    {"json-rekey", {"rekey", "uplink", "--json"}},
    {"json-rotate", {"rotate", "uplink", "--abort", "--json"}},
    {"json-wait", {"wait", "uplink", "--secured", "--json"}},
    {"json-create-lag", {"create-lag", "lag0", "--connections", "dc1-a,dc1-b", "--json"}},
    {"json-update-lag", {"update-lag", "lag0", "--minimum-links", "1", "--json"}},
    {"json-associate-connection-with-lag",
     {"associate-connection-with-lag", "lag0", "--connection", "dc1-c", "--json"}},
    {"json-disassociate-connection-from-lag",
     {"disassociate-connection-from-lag", "lag0", "--connection", "dc1-b", "--json"}},
    {"json-delete-lag", {"delete-lag", "lag0", "--json"}},
    {"json-completion", {"completion", "bash", "--json"}},
};

const std::vector<Case> secret_cases{
    {"json-list-secrets", {"list-secrets", "--json"}},
    {"json-grant-secrets", {"grant-secrets", "uplink", "aws-2026", "--json"}},
    {"json-revoke-secrets", {"revoke-secrets", "uplink", "aws-2026", "--json"}},
    {"json-delete-secret", {"delete-secret", "unused", "--json"}},
    {"json-schedule-key-deletion", {"schedule-key-deletion", "aws-2026", "--json"}},
    {"json-cancel-key-deletion", {"cancel-key-deletion", "aws-2026", "--json"}},
};

// Whose JSON is not the same each time, or needs more than a reply that is written down.
const std::map<std::string, std::string> tested_elsewhere{
    {"bench", "figures of this machine: bench_test"},
    {"capture", "a stream from a link: capture_test"},
    {"decode", "of captures: decode_test"},
    {"watch", "what it shows moves: watch_test"},
    {"setup", "a conversation: secret_test"},
    {"generate-key", "random: key_test"},
    {"associate-key", "passes a descriptor: key_test"},
    {"import-secret", "passes a descriptor: secret_test"},
    {"run-hooks", "runs programs until it is ended: hooks_test"},
};

// The first line of a golden file is its command line.
bool is_json_case_of(const std::filesystem::path& file, const std::string& name,
                     const std::string& alias) {
  std::ifstream text(file);
  std::string line;
  std::getline(text, line);
  const bool json =
      line.ends_with(" --json") || line.ends_with(" -j") || line.find(" --json ") != line.npos;
  const auto used = [&](const std::string& word) {
    return !word.empty() && (line + " ").find(" " + word + " ") != line.npos;
  };
  return json && (used(name) || used(alias));
}

bool has_json_case(const Json& command) {
  const std::filesystem::directory_iterator files(CLI_TESTS "/expected");
  return std::any_of(begin(files), end(files), [&](const auto& file) {
    return is_json_case_of(file.path(), command["name"], command["alias"]);
  });
}

}  // namespace

TEST_CASE("macsecctl prints the JSON that is expected", "[cli]") {
  CannedAgent agent;
  for (const Case& c : cases) {
    const Run run = agent.run(c.arguments);
    check_against_file(c, run, agent.socket());
    INFO(c.name);
    CHECK(Json::parse(run.out).is_object());
  }
  CannedAgent keeper("secrets.json");
  for (const Case& c : secret_cases) {
    const Run run = keeper.run(c.arguments);
    check_against_file(c, run, keeper.socket());
    INFO(c.name);
    CHECK(Json::parse(run.out).is_object());
  }
}

TEST_CASE("what config would change, as JSON", "[cli]") {
  CannedAgent agent("config_agent.json");
  const std::string files = std::string(CLI_TESTS) + "/config/good";
  Run run = agent.run({"config", "diff", "--dir", files, "--json"});
  run.out = replaced(run.out, CLI_TESTS, "TESTS");
  check_against_file({"json-config", {"config", "diff", "good", "--json"}}, run, agent.socket());
  CHECK(Json::parse(run.out).is_object());
}

TEST_CASE("every command has a golden test of its JSON, or a reason", "[cli]") {
  const Json table = command_table();
  for (const Json& command : table["commands"]) {
    INFO(command["name"]);
    CHECK(has_json_case(command) != tested_elsewhere.contains(command["name"]));
  }
}
