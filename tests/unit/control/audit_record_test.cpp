// What the audit keeps of a request: who, what, and what became of it; never a key.
#include "control/audit_record.hpp"

#include <unistd.h>

#include "catch.hpp"
#include "control/interface_text.hpp"
#include "control/limits.hpp"
#include "control/server.hpp"
#include "raw_client.hpp"
#include "running_server.hpp"

using namespace macsec;

namespace {

// Records of a server whose one method does what its connection's name says.
struct Audited {
  std::mutex mutex;
  std::vector<AuditRecord> records;
  std::vector<Call> kept;
  Access access = Access::change;
  RunningServer server{[this](Server& s) {
    s.audit_to([this](const AuditRecord& record) {
      const std::lock_guard lock(mutex);
      records.push_back(record);
    });
    s.admit_by([this](const PeerCredentials&) { return access; });
    s.on("Rekey", [this](Call call) {
      const auto name = call.text("connectionName");
      if (name == "throws") throw std::runtime_error("a fault");
      if (name == "forgotten") return;
      if (name == "kept") return kept.push_back(call);
      if (name == "absent") return call.fail({Errc::connection_not_found, "no", "see"});
      call.reply();
    });
    s.on(
        "DescribeLags",
        [](Call call) {
          call.reply({{"lags", Json::array()}});
        },
        Access::read);
  }};

  std::vector<AuditRecord> now() {
    server.in_loop([] {});
    const std::lock_guard lock(mutex);
    return records;
  }
};

std::string rekey(const std::string& name) {
  return Json{{"method", "org.macsecd.Agent.Rekey"}, {"parameters", {{"connectionName", name}}}}
      .dump();
}

const idl::Type& parameters_of(const char* method) {
  static const idl::Interface agent = idl::parse(agent_description);
  return agent.methods.find(method)->second.parameters;
}

std::string told(const Json& parameters, std::size_t left_out = 0,
                 const char* method = "CreateLag") {
  AuditRecord record;
  tell_parameters(record, parameters_of(method), parameters);
  CHECK(record.left_out == left_out);
  return record.parameters;
}

}  // namespace

TEST_CASE("every change has its record: who, what, and the result", "[audit]") {
  Audited audited;
  RawClient client(audited.server.path());
  for (const char* name : {"a", "absent", "throws", "forgotten"}) {
    REQUIRE(client.say_message(rekey(name)));
    REQUIRE(client.hear());
  }
  const auto records = audited.now();
  REQUIRE(records.size() == 4);
  CHECK(records[0].method == "Rekey");
  CHECK(records[0].parameters == R"({"connectionName":"a"})");
  CHECK(records[0].result == "ok");
  CHECK_FALSE(records[0].refused);
  CHECK(records[0].peer.uid == ::getuid());
  CHECK(records[0].peer.pid == ::getpid());
  CHECK(records[0].peer.program == std::filesystem::read_symlink("/proc/self/exe"));
  CHECK(records[0].peer.command == "control-tests");
  CHECK(records[1].result == "ConnectionNotFound");
  CHECK(records[2].result == "Internal");
  CHECK(records[3].result == "unanswered");
}

TEST_CASE("a change whose client has gone, or wants no answer, has its record too", "[audit]") {
  Audited audited;
  {
    RawClient client(audited.server.path());
    REQUIRE(client.say_message(
        R"({"method": "org.macsecd.Agent.Rekey", "oneway": true,
            "parameters": {"connectionName": "absent"}})"));
    REQUIRE(client.say_message(rekey("kept")));
    for (int i = 0; i < 500 && audited.now().empty(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(audited.now().size() == 1);
  CHECK(audited.now()[0].result == "ConnectionNotFound");
  for (int i = 0; i < 500 && audited.kept.empty(); ++i) audited.now();
  audited.server.in_loop([&] {
    audited.kept.at(0).reply();
    audited.kept.clear();
  });
  REQUIRE(audited.now().size() == 2);
  CHECK(audited.now()[1].result == "ok");
}

TEST_CASE("what is refused is told as refused, what only looks is not told", "[audit]") {
  Audited audited;
  RawClient client(audited.server.path());
  REQUIRE(client.say_message(R"({"method": "org.macsecd.Agent.DescribeLags"})"));
  REQUIRE(client.hear());
  CHECK(audited.now().empty());
  SECTION("parameters that do not fit") {
    REQUIRE(client.say_message(R"({"method": "org.macsecd.Agent.Rekey", "parameters": {"x": 1}})"));
    REQUIRE(client.hear());
    REQUIRE(audited.now().size() == 1);
    CHECK(audited.now()[0].result == "InvalidParameter");
    CHECK(audited.now()[0].left_out == 1);
  }
  SECTION("a reader") {
    audited.server.in_loop([&] { audited.access = Access::read; });
    RawClient reader(audited.server.path());
    REQUIRE(reader.say_message(rekey("a")));
    REQUIRE(reader.hear());
    REQUIRE(audited.now().size() == 1);
    CHECK(audited.now()[0].result == "PermissionDenied");
    CHECK(audited.now()[0].method == "Rekey");
  }
  SECTION("nobody") {
    audited.server.in_loop([&] { audited.access = Access::none; });
    RawClient nobody(audited.server.path());
    const auto heard = nobody.hear();
    REQUIRE(heard);
    CHECK((*heard)["error"] == "org.macsecd.Agent.PermissionDenied");
    CHECK(nobody.hears_the_end());
    REQUIRE(audited.now().size() == 1);
    CHECK(audited.now()[0].method == "connect");
  }
  CHECK(audited.now()[0].refused);
}

TEST_CASE("parameters are told as far as they are short and no keys", "[audit]") {
  const std::string key = "000102030405060708090a0b0c0d0e0f";
  const auto shown = [](const Json& parameters, const char* method = "CreateLag") {
    return Json::parse(told(parameters, 0, method));
  };
  const Json all{{"lagName", "a"}, {"minimumLinks", 3}, {"dryRun", true}};
  CHECK(shown(all) == all);
  CHECK(shown({{"lagName", key}})["lagName"] == "(32 octets)");
  CHECK(shown({{"lagName", "pkcs11:object=a?pin-value=1234"}})["lagName"] == "(30 octets)");
  CHECK(shown({{"lagName", std::string(300, 'x')}})["lagName"] == "(300 octets)");
  CHECK(shown({{"lagName", {{"x", key}}}})["lagName"] == "(1 elements)");
  CHECK(shown({{"ckn", key}}, "DeleteKey")["ckn"] == key);
  CHECK(told({{"cak", key}}, 1) == "{}");
  CHECK(shown({{"pkcs11Uri", "pkcs11:token=a;object=b"}}, "AssociateTokenKey")["pkcs11Uri"] ==
        "pkcs11:token=a;object=b");
  CHECK(shown({{"pkcs11Uri", "pkcs11:token=a?pin-value=1234"}}, "AssociateTokenKey")["pkcs11Uri"] ==
        "(29 octets)");
  CHECK(shown({{"connections", {"eth0", key, Json::array({key})}}})["connections"] ==
        Json::array({"eth0", "(32 octets)", "(elements)"}));
  CHECK(shown({{"connections", std::vector<int>(17)}})["connections"] == "(17 elements)");
  const std::string ascii = "{\"lagName\":\"a\\n\\u001b[0m\\u009b\\\"\"}";
  CHECK(told({{"lagName", "a\n\x1b[0m\xc2\x9b\""}}) == ascii);
}

TEST_CASE("a record has a bounded size", "[audit]") {
  Json names = Json::array();
  for (int i = 0; i < 16; ++i) names.push_back(std::string(128, 'z'));
  AuditRecord record;
  tell_parameters(record, parameters_of("CreateLag"), {{"lagName", "a"}, {"connections", names}});
  CHECK(Json::parse(record.parameters) == Json{{"lagName", "a"}});
  CHECK(record.left_out == 1);
}
