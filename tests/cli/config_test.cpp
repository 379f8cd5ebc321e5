// config apply: what it asks of the agent, in which order, and on the ground of what it saw.
#include <algorithm>
#include <fstream>
#include <map>

#include "canned_agent.hpp"
#include "catch.hpp"
#include "control/idl.hpp"
#include "control/interface_text.hpp"

using macsec::Json;

namespace {

const std::string good = std::string(CLI_TESTS) + "/config/good";

void write(const TemporaryDirectory& directory, const std::string& text) {
  std::ofstream(directory.path() / "a.json") << text;
}

}  // namespace

TEST_CASE("config apply does what config diff has told, each step on the ground of the last",
          "[cli]") {
  CannedAgent agent("config_agent.json");
  const Run run = agent.run({"config", "apply", "--dir", good, "--yes"});
  REQUIRE(run.status == 0);
  CHECK(run.out.find("uplink: ~ encryptionMode: must_encrypt -> should_encrypt\n") !=
        std::string::npos);
  CHECK(agent.parameters["UpdateConnection"] == Json({{"connectionName", "uplink"},
                                                      {"encryptionMode", "should_encrypt"},
                                                      {"keyServerPriority", 20},
                                                      {"ifMatch", "tag-uplink"}}));
  CHECK(agent.parameters["GrantSecrets"] ==
        Json({{"secretName", "aws-2027"}, {"connectionName", "uplink"}}));
  CHECK(
      agent.parameters["AssociateKey"] ==
      Json({{"secretName", "aws-2027"}, {"connectionName", "uplink"}, {"ifMatch", "tag-updated"}}));
  CHECK(agent.parameters["CreateConnection"] ==
        Json({{"connectionName", "eth9"}, {"interface", "eth9"}, {"profile", "aws"}}));
  CHECK(agent.parameters.count("DeleteConnection") == 0);
  CHECK(agent.parameters.count("DisassociateKey") == 0);
}

TEST_CASE("config apply --prune takes out what no file has, keys after the new ones", "[cli]") {
  CannedAgent agent("config_agent.json");
  const Run run = agent.run({"config", "apply", "--dir", good, "--prune", "--json", "--yes"});
  REQUIRE(run.status == 0);
  std::vector<std::string> methods;
  const Json made = Json::parse(run.out);
  for (const Json& change : made["changes"]) methods.push_back(change["method"]);
  CHECK(methods == std::vector<std::string>{"DeleteConnection", "DeleteConnection",
                                            "DeleteConnection", "UpdateConnection",
                                            "CreateConnection", "GrantSecrets", "AssociateKey",
                                            "DisassociateKey", "DeleteKey"});
  CHECK(agent.parameters["PlanConnection"]["without"] == Json::array({"lab", "open", "bare"}));
  CHECK(agent.parameters["DeleteKey"] ==
        Json({{"ckn", "c0ffee"}, {"connectionName", "uplink"}, {"ifMatch", "tag-disassociated"}}));
  CHECK(made["left"] == Json::array({"connection member, a member of LAG lag0"}));
}

TEST_CASE("a dry run, and files with a mistake, change nothing", "[cli]") {
  CannedAgent agent("config_agent.json");
  CHECK(agent.run({"config", "apply", "--dir", good, "--dry-run"}).status == 0);
  CHECK(agent.run({"config", "diff", "--dir", good}).status == 1);
  const std::string bad = std::string(CLI_TESTS) + "/config/values";
  CHECK(agent.run({"config", "apply", "--dir", bad}).status == 10);
  for (const char* method :
       {"CreateConnection", "UpdateConnection", "AssociateKey", "GrantSecrets"})
    CHECK(agent.parameters.count(method) == 0);
}

TEST_CASE("files that say what is there change nothing", "[cli]") {
  CannedAgent agent("config_agent.json");
  const TemporaryDirectory directory;
  write(directory, R"({"connections": [{"connectionName": "same", "interface": "eth3"}]})");
  const Run run = agent.run({"config", "apply", "--dir", directory.path().string()});
  CHECK(run.status == 0);
  CHECK(run.out.starts_with("all is as the files say\n"));
  CHECK(agent.parameters.count("UpdateConnection") == 0);
}

TEST_CASE("strange files are told, never a crash", "[cli]") {
  CannedAgent agent("config_agent.json");
  const TemporaryDirectory directory;
  const std::string dir = directory.path().string();
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{\"connections\": {}}"),
        std::string(100'000, '['), std::string("{\"a\": \"\\"), std::string("/*"),
        std::string("{\"connections\": [{\"connectionName\": \"x\", \"interface\": \"\xff\"}]}"),
        "{\"$schema\": \"" + std::string(2'000'000, 'x') + "\"}"}) {
    write(directory, text);
    const Run run = agent.run({"config", "check", "--dir", dir});
    INFO(text.substr(0, 40));
    CHECK(run.status == 1);
    CHECK(run.out.find("a.json:") != std::string::npos);
  }
  CHECK(agent.run({"config", "check", "--dir", "/nonexistent"}).status == 10);
}

TEST_CASE("the schema that is shipped has the names and types of the control interface", "[cli]") {
  const auto interface = macsec::idl::parse(macsec::agent_description);
  const Json schema = Json::parse(std::ifstream(std::string(PACKAGING) + "/macsecd.schema.json"));
  const Json& members = schema["$defs"]["connection"]["properties"];
  const auto& fields = interface.types.find("ConnectionSettings")->second.fields;
  CHECK(members.size() == fields.size() + 1);  // and macSecKeys
  const std::map<macsec::idl::Kind, std::string> types{{macsec::idl::Kind::string, "string"},
                                                       {macsec::idl::Kind::integer, "integer"},
                                                       {macsec::idl::Kind::boolean, "boolean"},
                                                       {macsec::idl::Kind::array, "array"}};
  for (const auto& field : fields) {
    INFO(field.name);
    REQUIRE(members.contains(field.name));
    CHECK(members[field.name]["type"] == types.at(field.type.kind));
  }
}

// PlanConnection takes what CreateConnection takes: who adds a setting adds it to both.
TEST_CASE("settings in files are those of create-connection", "[cli]") {
  const auto interface = macsec::idl::parse(macsec::agent_description);
  std::vector<std::string> settings{"force"};
  for (const auto& field : interface.types.find("ConnectionSettings")->second.fields)
    settings.push_back(field.name);
  for (const auto& field : interface.methods.find("CreateConnection")->second.parameters.fields) {
    INFO(field.name);
    CHECK(std::find(settings.begin(), settings.end(), field.name) != settings.end());
  }
}
