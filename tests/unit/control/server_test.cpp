#include "control/server.hpp"

#include <unistd.h>

#include "catch.hpp"
#include "control/interface_text.hpp"
#include "raw_client.hpp"
#include "running_server.hpp"

using namespace macsec;

namespace {

void rekey_answers(Server& server) {
  server.on("Rekey", [](Call call) {
    if (call.text("connectionName") == "broken") throw std::runtime_error("a broken handler");
    if (call.text("connectionName") == "absent")
      return call.fail({Errc::connection_not_found, "no connection absent", "see macsecctl"});
    if (call.text("connectionName") == "forgotten") return;
    if (call.text("connectionName") == "wrong") return call.reply({{"surprise", 1}});
    call.reply();
  });
}

std::string rekey(const std::string& name) {
  return R"({"method": "org.macsecd.Agent.Rekey", "parameters": {"connectionName": ")" + name +
         "\"}}";
}

std::string error_of(const std::optional<Json>& reply) {
  return reply ? reply->value("error", "none") : "no reply";
}

}  // namespace

TEST_CASE("a call is answered", "[server]") {
  RunningServer server(rekey_answers);
  RawClient client(server.path());
  REQUIRE(client.say_message(rekey("a")));
  const auto reply = client.hear();
  REQUIRE(reply);
  CHECK(*reply == Json{{"parameters", Json::object()}});
}

TEST_CASE("calls sent ahead, and in pieces, are answered in order", "[server]") {
  RunningServer server(rekey_answers);
  RawClient client(server.path());
  const std::string stream = rekey("a") + '\0' + rekey("absent") + '\0' + rekey("a") + '\0';
  for (const char c : stream) REQUIRE(client.say({&c, 1}));
  CHECK(error_of(client.hear()) == "none");
  const auto failed = client.hear();
  CHECK(error_of(failed) == "org.macsecd.Agent.ConnectionNotFound");
  CHECK((*failed)["parameters"]["hint"] == "see macsecctl");
  CHECK(error_of(client.hear()) == "none");
}

TEST_CASE("what the description does not know never reaches a handler", "[server]") {
  RunningServer server(rekey_answers);
  RawClient client(server.path());
  const auto answer = [&](const std::string& text) {
    REQUIRE(client.say_message(text));
    return client.hear();
  };
  const auto unknown = answer(R"({"method": "org.macsecd.Agent.Nonsense"})");
  CHECK(error_of(unknown) == "org.varlink.service.MethodNotFound");
  CHECK((*unknown)["parameters"]["method"] == "org.macsecd.Agent.Nonsense");
  const auto foreign = answer(R"({"method": "org.example.X"})");
  CHECK(error_of(foreign) == "org.varlink.service.InterfaceNotFound");
  CHECK((*foreign)["parameters"]["interface"] == "org.example");
  CHECK(error_of(answer(R"({"method": "Rekey"})")) == "org.varlink.service.InterfaceNotFound");
  CHECK(error_of(answer(R"({"method": ""})")) == "org.varlink.service.InterfaceNotFound");
  CHECK(error_of(answer(R"({"method": "org.macsecd.Agent.DeleteConnection",
                            "parameters": {"connectionName": "a"}})")) ==
        "org.varlink.service.MethodNotImplemented");
  const auto missing = answer(R"({"method": "org.macsecd.Agent.Rekey"})");
  CHECK(error_of(missing) == "org.varlink.service.InvalidParameter");
  CHECK((*missing)["parameters"]["parameter"] == "connectionName");
  const auto surplus = answer(R"({"method": "org.macsecd.Agent.Rekey",
                                  "parameters": {"connectionName": "a", "cak": "00"}})");
  CHECK((*surplus)["parameters"]["parameter"] == "cak");
  CHECK(error_of(answer(rekey("a"))) == "none");
}

TEST_CASE("a handler that throws, forgets or answers nonsense does no harm", "[server]") {
  RunningServer server(rekey_answers);
  RawClient client(server.path());
  for (const char* name : {"broken", "forgotten"}) {
    REQUIRE(client.say_message(rekey(name)));
    CHECK(error_of(client.hear()) == "org.macsecd.Agent.Internal");
  }
  CHECK(server.logged().find("a broken handler") != std::string::npos);
  REQUIRE(client.say_message(rekey("wrong")));
  CHECK((*client.hear())["parameters"]["surprise"] == 1);
  CHECK(server.logged().find("org.macsecd.Agent.Rekey does not fit its description: surprise") !=
        std::string::npos);
}

TEST_CASE("a method that nobody described cannot be served", "[server]") {
  asio::io_context loop;
  Server server(loop, "/nonexistent/x", [](std::string_view) {});
  CHECK_THROWS_AS(server.on("Nonsense", [](Call) {}), std::logic_error);
}

TEST_CASE("the service describes itself", "[server]") {
  RunningServer server(rekey_answers);
  RawClient client(server.path());
  REQUIRE(client.say_message(R"({"method": "org.varlink.service.GetInfo"})"));
  const auto told = client.hear();
  CHECK((*told)["parameters"]["product"] == "macsecd");
  CHECK((*told)["parameters"]["interfaces"] ==
        Json::array({"org.macsecd.Agent", "org.varlink.service"}));
  const auto description = [&](const std::string& name) {
    client.say_message(R"({"method": "org.varlink.service.GetInterfaceDescription",
                           "parameters": {"interface": ")" +
                       name + "\"}}");
    return client.hear();
  };
  CHECK((*description("org.macsecd.Agent"))["parameters"]["description"] ==
        std::string(agent_description));
  CHECK((*description("org.varlink.service"))["parameters"]["description"] ==
        std::string(service_description));
  CHECK(error_of(description("x")) == "org.varlink.service.InterfaceNotFound");
  CHECK(server.logged().empty());
}

TEST_CASE("a oneway call gets no reply", "[server]") {
  RunningServer server(rekey_answers);
  RawClient client(server.path());
  REQUIRE(client.say_message(R"({"method": "org.macsecd.Agent.Nonsense", "oneway": true})"));
  REQUIRE(client.say_message(R"({"method": "org.macsecd.Agent.Rekey", "oneway": true,
                                 "parameters": {"connectionName": "absent"}})"));
  REQUIRE(client.say_message(rekey("a")));
  CHECK(*client.hear() == Json{{"parameters", Json::object()}});
}

TEST_CASE("the handler knows who asks", "[server]") {
  PeerCredentials peer;
  RunningServer server([&](Server& s) {
    s.on("Rekey", [&](Call call) {
      peer = call.peer();
      call.reply();
    });
  });
  RawClient client(server.path());
  REQUIRE(client.say_message(rekey("a")));
  REQUIRE(client.hear());
  CHECK(peer.uid == ::getuid());
  CHECK(peer.gid == ::getgid());
  CHECK(peer.pid == ::getpid());
}

TEST_CASE("a call may be answered later, and the next one waits for it", "[server]") {
  std::vector<Call> kept;
  RunningServer server(
      [&](Server& s) { s.on("Rekey", [&](Call call) { kept.push_back(std::move(call)); }); });
  RawClient client(server.path());
  REQUIRE(client.say_message(rekey("first")));
  REQUIRE(client.say_message(rekey("second")));
  RawClient(server.path()).say_message(rekey("gone"));
  RawClient other(server.path());
  REQUIRE(other.say_message(R"({"method": "org.varlink.service.GetInfo"})"));
  REQUIRE(other.hear());  // nobody waits for the first
  server.in_loop([&] {
    REQUIRE(kept.size() == 2);  // of two clients, one each
    kept[0].reply();
  });
  REQUIRE(client.hear());
  server.in_loop([&] {
    REQUIRE(kept.size() == 3);
    CHECK(kept[2].text("connectionName") == "second");
    kept.clear();
  });
  CHECK(error_of(client.hear()) == "org.macsecd.Agent.Internal");
}

TEST_CASE("a client that closes its half still gets its answers", "[server]") {
  RunningServer server(rekey_answers);
  RawClient client(server.path());
  REQUIRE(client.say_message(rekey("a")));
  REQUIRE(client.say_message(rekey("a")));
  client.finish_sending();
  CHECK(client.hear());
  CHECK(client.hear());
  CHECK(client.hears_the_end());
}
