#include "control/client.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "catch.hpp"
#include "control/limits.hpp"
#include "control/listening_socket.hpp"
#include "running_server.hpp"

using namespace macsec;

TEST_CASE("a call returns the parameters or the error of its reply", "[client]") {
  RunningServer server([](Server& s) {
    s.on("Rekey", [](Call call) {
      if (call.text("connectionName") == "good") return call.reply();
      Error error{Errc::kernel_unsupported, "uplink: no", "load it"};
      error.os = 95;
      error.os_message = "kernel words";
      call.fail(error);
    });
  });
  auto client = Client::connect(server.path());
  REQUIRE(client);
  const auto good = client->call("Rekey", {{"connectionName", "good"}});
  REQUIRE(good);
  CHECK(*good == Json::object());
  const auto bad = client->call("org.macsecd.Agent.Rekey", {{"connectionName", "bad"}});
  REQUIRE_FALSE(bad);
  CHECK(bad.error().code == Errc::kernel_unsupported);
  CHECK(bad.error().os == 95);
  CHECK(bad.error().os_message == "kernel words");
  const auto invalid = client->call("Rekey", {{"cak", "00"}});
  REQUIRE_FALSE(invalid);
  CHECK(invalid.error().code == Errc::illegal_param);
}

TEST_CASE("a reply may be larger than any request", "[client]") {
  const std::string text(3 * 1024 * 1024, 'x');
  RunningServer server([&](Server& s) {
    s.on("DescribeConnections", [&](Call call) { call.reply({{"connections", {text}}}); });
  });
  auto client = Client::connect(server.path());
  REQUIRE(client);
  for (int i = 0; i < 3; ++i) {
    const auto reply = client->call("DescribeConnections");
    REQUIRE(reply);
    CHECK((*reply)["connections"][0] == text);
  }
}

TEST_CASE("a descriptor goes with the call", "[client]") {
  std::string seen;
  RunningServer server([&](Server& s) {
    s.on("AssociateKey", [&](Call call) {
      auto fd = call.take_descriptor(0);
      seen.resize(5);
      if (fd && ::read(fd->get(), seen.data(), 5) == 5)
        return call.fail({Errc::key_exists, "x", ""});
      call.fail({Errc::secret_not_readable, "x", ""});
    });
  });
  int ends[2];
  REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
  const UniqueFd read_end(ends[0]);
  const UniqueFd write_end(ends[1]);
  REQUIRE(::write(write_end.get(), "bytes", 5) == 5);
  auto client = Client::connect(server.path());
  REQUIRE(client);
  const Json parameters{{"connectionName", "a"}, {"ckn", "00"}, {"cakFileDescriptor", 0}};
  const auto reply = client->call("AssociateKey", parameters, std::array{read_end.get()});
  REQUIRE_FALSE(reply);
  CHECK(reply.error().code == Errc::key_exists);
  CHECK(seen == "bytes");
}

TEST_CASE("a stream is seen reply by reply, until the caller or the agent ends it", "[client]") {
  RunningServer server([](Server& s) {
    s.on(
        "Monitor",
        [](Call call) {
          call.reply_continues({{"ready", true}});
          call.reply_continues(Json::object());
          call.reply();
        },
        Access::read, Replies::stream);
  });
  auto client = Client::connect(server.path());
  REQUIRE(client);
  int replies = 0;
  REQUIRE(client->call_more("Monitor", Json::object(), [&](const Json&) { return ++replies < 9; }));
  CHECK(replies == 3);
  REQUIRE(client->call_more("Monitor", Json::object(), [&](const Json&) { return false; }));
}

TEST_CASE("no agent is said clearly", "[client]") {
  TemporaryDirectory directory;
  const auto path = directory.path() / "control";
  const auto absent = Client::connect(path);
  REQUIRE_FALSE(absent);
  CHECK(absent.error().code == Errc::agent_unreachable);
  CHECK(absent.error().what == "no macsecd listens on " + path.string());
  CHECK(absent.error().hint.find("systemctl start macsecd") != std::string::npos);
  { REQUIRE(ListeningSocket::create(path)); }
  const auto stale = Client::connect(path);
  REQUIRE_FALSE(stale);
  CHECK(stale.error().what == absent.error().what);
}

TEST_CASE("an agent that talks nonsense or leaves is said clearly", "[client]") {
  int ends[2];
  TemporaryDirectory directory;
  auto socket = ListeningSocket::create(directory.path() / "control");
  REQUIRE(socket);
  const UniqueFd listener(socket->release());
  auto client = Client::connect(directory.path() / "control");
  REQUIRE(client);
  ends[0] = ::accept(listener.get(), nullptr, nullptr);
  UniqueFd agent(ends[0]);
  SECTION("leaves") { agent.reset(); }
  SECTION("nonsense") { REQUIRE(::send(agent.get(), "nonsense", 9, 0) == 9); }
  SECTION("no object") { REQUIRE(::send(agent.get(), "[]", 3, 0) == 3); }
  const auto reply = client->call("Rekey", {{"connectionName", "a"}});
  REQUIRE_FALSE(reply);
  CHECK(reply.error().code == Errc::agent_unreachable);
  CHECK(reply.error().what.find("was lost") != std::string::npos);
}

TEST_CASE("a full agent's word reaches the caller", "[client]") {
  RunningServer server([](Server&) {});
  std::vector<Client> crowd;
  for (std::size_t i = 0; i < limits::clients; ++i)
    crowd.push_back(*Client::connect(server.path()));
  server.in_loop([] {});
  auto surplus = Client::connect(server.path());
  REQUIRE(surplus);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto reply = surplus->call("org.varlink.service.GetInfo");
  REQUIRE_FALSE(reply);
  CHECK(reply.error().code == Errc::busy);
}

TEST_CASE("a loop takes the replies that have come, and is not held up by those that have not",
          "[client]") {
  std::vector<Call> waiting;
  RunningServer server([&](Server& s) {
    s.on(
        "Monitor", [&](Call call) { waiting.push_back(std::move(call)); }, Access::read,
        Replies::stream);
  });
  auto client = Client::connect(server.path());
  REQUIRE(client);
  REQUIRE(client->begin("Monitor", Json::object(), Client::Replies::stream));
  const auto readable = [&](int ms) {
    pollfd waits_for{client->descriptor(), POLLIN, 0};
    return ::poll(&waits_for, 1, ms) == 1;
  };
  CHECK_FALSE(readable(100));
  const auto none = client->take();
  REQUIRE(none);
  CHECK(none->empty());
  server.in_loop([&] {
    waiting.at(0).reply_continues({{"ready", true}});
    waiting.at(0).reply_continues({{"sequence", 1}});
  });
  std::vector<Json> got;
  while (got.size() < 2 && readable(5000)) {
    const auto replies = client->take();
    REQUIRE(replies);
    got.insert(got.end(), replies->begin(), replies->end());
  }
  REQUIRE(got.size() == 2);
  CHECK(got[0]["ready"] == true);
  CHECK(got[1]["sequence"] == 1);
  server.in_loop([&] { waiting.at(0).fail({Errc::busy, "no more", ""}); });
  REQUIRE(readable(5000));
  const auto failed = client->take();
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == Errc::busy);
  server.in_loop([&] { waiting.clear(); });
}
