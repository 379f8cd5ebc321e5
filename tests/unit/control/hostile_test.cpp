// Clients that break every rule: each is dropped, and the next one is served.
#include <atomic>
#include <random>

#include "catch.hpp"
#include "control/limits.hpp"
#include "control/server.hpp"
#include "raw_client.hpp"
#include "running_server.hpp"

using namespace macsec;
using namespace std::string_literals;

namespace {

void no_methods(Server&) {}

bool serves(const RunningServer& server) {
  RawClient client(server.path());
  return client.say_message(R"({"method": "org.varlink.service.GetInfo"})") && client.hear();
}

}  // namespace

TEST_CASE("what is no message ends the connection", "[hostile]") {
  RunningServer server(no_methods);
  const auto octets = GENERATE(
      as<std::string>{}, "\0"s, "garbage\0"s, "{\"method\":\0"s, "{}\0"s, "[1,2]\0"s,
      "\xff\xfe\x00\x01"s, "{\"method\": \"\xc3\x28\"}\0"s, std::string(limits::request + 1, 'x'),
      std::string(limits::request_depth + 1, '[') + '\0',
      "{\"method\":\"a\",\"parameters\":" + std::string(20000, '[') + '\0');
  RawClient client(server.path());
  client.say(octets);
  CHECK(client.hears_the_end());
  CHECK(server.logged().find("dropped") != std::string::npos);
  CHECK(serves(server));
}

TEST_CASE("clients that vanish in the middle of a message leave nothing", "[hostile]") {
  RunningServer server(no_methods);
  for (int i = 0; i < 200; ++i) RawClient(server.path()).say(R"({"method": "org.varl)");
  CHECK(serves(server));
}

TEST_CASE("random octets never harm the server", "[hostile]") {
  RunningServer server(no_methods);
  std::mt19937 random(7);
  std::uniform_int_distribution<int> octet(0, 255);
  for (int i = 0; i < 200; ++i) {
    std::string noise(1 + random() % 400, ' ');
    for (char& c : noise) c = static_cast<char>(octet(random));
    RawClient client(server.path());
    client.say(noise);
  }
  CHECK(serves(server));
}

TEST_CASE("damaged requests never harm the server", "[hostile]") {
  RunningServer server(no_methods);
  const std::string good =
      R"({"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"a"}})";
  std::mt19937 random(11);
  for (int i = 0; i < 300; ++i) {
    std::string bad = good;
    for (int k = 0; k < 3; ++k) bad[random() % bad.size()] = static_cast<char>(random() % 256);
    RawClient client(server.path());
    client.say_message(bad);
  }
  CHECK(serves(server));
}

TEST_CASE("the number of clients is limited, and the limit is told", "[hostile]") {
  RunningServer server(no_methods);
  std::vector<std::unique_ptr<RawClient>> crowd;
  for (std::size_t i = 0; i < limits::clients; ++i)
    crowd.push_back(std::make_unique<RawClient>(server.path()));
  RawClient surplus(server.path());
  const auto told = surplus.hear();
  REQUIRE(told);
  CHECK((*told)["error"] == "org.macsecd.Agent.Busy");
  CHECK(surplus.hears_the_end());
  crowd.pop_back();
  server.in_loop([] {});
  CHECK(serves(server));
}

TEST_CASE("requests sent ahead do not hold up others", "[hostile]") {
  std::atomic<int> answered = 0;
  RunningServer server([&](Server& s) {
    s.on("Rekey", [&](Call call) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      ++answered;
      call.reply();
    });
  });
  RawClient eager(server.path());
  RawClient other(server.path());
  std::string many;
  for (std::size_t i = 0; i < limits::requests_ahead; ++i)
    many +=
        R"({"method": "org.macsecd.Agent.Rekey", "parameters": {"connectionName": "a"}})" + "\0"s;
  REQUIRE(eager.say(many));
  REQUIRE(other.say_message(R"({"method": "org.varlink.service.GetInfo"})"));
  REQUIRE(other.hear());
  CHECK(answered < 10);
  for (std::size_t i = 0; i < limits::requests_ahead; ++i) REQUIRE(eager.hear());
}

TEST_CASE("a client's misdeeds do not fill the log", "[hostile]") {
  RunningServer server(no_methods);
  for (int i = 0; i < 300; ++i) {
    RawClient client(server.path());
    client.say_message("garbage");
    client.hears_the_end();
  }
  const std::string log = server.logged();
  CHECK(std::count(log.begin(), log.end(), '\n') <= 12);
}

TEST_CASE("a client that asks and never reads is not answered for ever", "[hostile]") {
  RunningServer server(no_methods);
  RawClient greedy(server.path());
  const std::string ask = R"({"method": "org.varlink.service.GetInterfaceDescription",
                              "parameters": {"interface": "org.macsecd.Agent"}})" +
                          "\0"s;
  int asked = 0;
  while (asked < 5000 && greedy.say(ask)) ++asked;
  CHECK(asked < 5000);
  CHECK(serves(server));
}
