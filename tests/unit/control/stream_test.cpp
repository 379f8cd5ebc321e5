// Monitor: many replies to one call, readers that leave, and readers that are slow.
#include <atomic>

#include "catch.hpp"
#include "control/limits.hpp"
#include "control/server.hpp"
#include "raw_client.hpp"
#include "running_server.hpp"

using namespace macsec;

namespace {

constexpr auto monitor = R"({"method": "org.macsecd.Agent.Monitor", "more": true})";

// What the agent does with a monitor: keeps the call, and forgets it when the client leaves.
struct Monitors {
  std::vector<Call> calls;
  std::atomic<int> left = 0;

  void serve(Server& server) {
    server.on(
        "Monitor",
        [this](Call call) {
          call.reply_continues({{"ready", true}});
          call.on_closed([this] { ++left; });
          calls.push_back(std::move(call));
        },
        Access::read, Replies::stream);
  }
  void say(const std::string& text) {
    for (Call& call : calls) {
      call.reply_continues(
          {{"event", {{"time", "t"}, {"event", "sak-rotated"}, {"message", text}}}});
    }
  }
};

template <typename Condition>
bool soon(Condition condition) {
  for (int i = 0; i < 500 && !condition(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return condition();
}

}  // namespace

TEST_CASE("a stream goes on until its last reply, and the connection after it", "[stream]") {
  Monitors monitors;
  RunningServer server([&](Server& s) { monitors.serve(s); });
  RawClient client(server.path());
  REQUIRE(client.say_message(monitor));
  CHECK(*client.hear() == Json::parse(R"({"parameters": {"ready": true}, "continues": true})"));
  server.in_loop([&] { monitors.say("one"); });
  CHECK((*client.hear())["parameters"]["event"]["message"] == "one");
  server.in_loop([&] { monitors.calls[0].reply(); });
  CHECK(*client.hear() == Json::parse(R"({"parameters": {}})"));
  REQUIRE(client.say_message(monitor));
  CHECK((*client.hear())["parameters"]["ready"] == true);
  CHECK(monitors.left == 0);
  server.in_loop([&] { monitors.calls.clear(); });
}

TEST_CASE("a stream must be asked for", "[stream]") {
  Monitors monitors;
  RunningServer server([&](Server& s) { monitors.serve(s); });
  RawClient client(server.path());
  REQUIRE(client.say_message(R"({"method": "org.macsecd.Agent.Monitor"})"));
  CHECK((*client.hear())["error"] == "org.varlink.service.ExpectedMore");
}

TEST_CASE("the handler hears that its client has left", "[stream]") {
  Monitors monitors;
  RunningServer server([&](Server& s) { monitors.serve(s); });
  {
    RawClient client(server.path());
    REQUIRE(client.say_message(monitor));
    REQUIRE(client.hear());
  }
  CHECK(soon([&] { return monitors.left == 1; }));
  server.in_loop([&] {
    CHECK(monitors.calls[0].closed());
    monitors.say("to nobody");
    monitors.calls.clear();
  });
  CHECK(server.logged().empty());
}

TEST_CASE("a slow reader is dropped with a word, the others go on", "[stream]") {
  Monitors monitors;
  RunningServer server([&](Server& s) { monitors.serve(s); });
  RawClient slow(server.path());
  RawClient swift(server.path());
  REQUIRE(slow.say_message(monitor));
  REQUIRE(slow.hear());
  REQUIRE(swift.say_message(monitor));
  REQUIRE(swift.hear());
  const std::string text(10000, 'x');
  for (std::size_t sent = 0; sent < 2 * limits::queued_octets; sent += text.size()) {
    server.in_loop([&] { monitors.say(text); });
    REQUIRE(swift.hear());
  }
  CHECK(soon([&] { return monitors.left == 1; }));
  CHECK_THAT(server.logged(),
             Catch::Matches("(.|\n)*does not read its replies: 1[0-9]{2} are lost\n"));
  server.in_loop([&] { monitors.say("last"); });
  CHECK((*swift.hear())["parameters"]["event"]["message"] == "last");
  server.in_loop([&] { monitors.calls.clear(); });
}

TEST_CASE("stopping the server ends the streams and removes the socket", "[stream]") {
  Monitors monitors;
  TemporaryDirectory directory;
  asio::io_context loop;
  Server server(loop, directory.path() / "control", [](std::string_view) {});
  monitors.serve(server);
  REQUIRE(server.listen());
  RawClient client(directory.path() / "control");
  REQUIRE(client.say_message(monitor));
  loop.run_for(std::chrono::milliseconds(100));
  REQUIRE(client.hear());
  server.stop();
  loop.restart();
  loop.run_for(std::chrono::milliseconds(100));
  CHECK(monitors.left == 1);
  CHECK(client.hears_the_end());
  CHECK_FALSE(std::filesystem::exists(directory.path() / "control"));
}
