// A reader calls what is for readers, and nothing else; nobody calls anything (M86).
#include "control/access.hpp"

#include <fcntl.h>
#include <sys/resource.h>

#include "catch.hpp"
#include "control/idl.hpp"
#include "control/interface_text.hpp"
#include "control/limits.hpp"
#include "control/server.hpp"
#include "raw_client.hpp"
#include "running_server.hpp"

using namespace macsec;

namespace {

// Every method of the agent answers, so that only access can keep a caller from it.
struct AllMethods {
  std::atomic<int> reached = 0;
  RunningServer server;

  explicit AllMethods(Access caller)
      : server([this, caller](Server& s) {
          s.admit_by([caller](const PeerCredentials&) { return caller; });
          for (const auto& [name, method] : idl::parse(agent_description).methods)
            s.on(name, [this](Call call) {
              ++reached;
              call.fail({Errc::busy, "reached", ""});
            });
        }) {}
};

std::string error_of(const std::optional<Json>& reply) {
  return reply ? reply->value("error", "none") : "no reply";
}

}  // namespace

TEST_CASE("M86: a reader reaches no method that is not for readers, whatever it passes",
          "[access]") {
  AllMethods all(Access::read);
  RawClient client(all.server.path());
  for (const auto& [name, method] : idl::parse(agent_description).methods)
    for (const char* rest :
         {"", R"(,"oneway":true)", R"(,"more":true)", R"(,"parameters":{"x":1})"}) {
      REQUIRE(client.say_message(R"({"method":"org.macsecd.Agent.)" + name + "\"" + rest + "}"));
      if (std::string_view(rest).find("oneway") == std::string_view::npos)
        CHECK(error_of(client.hear()) == "org.macsecd.Agent.PermissionDenied");
    }
  REQUIRE(client.say_message(R"({"method":"org.varlink.service.GetInfo"})"));
  CHECK(error_of(client.hear()) == "none");
  CHECK(all.reached == 0);
}

TEST_CASE("M86: nobody is told why, and reaches nothing", "[access]") {
  AllMethods all(Access::none);
  for (const char* method : {"org.varlink.service.GetInfo", "org.macsecd.Agent.DescribeConnections",
                             "org.macsecd.Agent.DeleteConnection"}) {
    RawClient client(all.server.path());
    client.say_message(Json{{"method", method}}.dump());
    const auto heard = client.hear();
    CHECK(error_of(heard) == "org.macsecd.Agent.PermissionDenied");
    CHECK((*heard)["parameters"]["hint"].get<std::string>().find("usermod -aG macsec ") !=
          std::string::npos);
    CHECK(client.hears_the_end());
  }
  CHECK(all.reached == 0);
}

TEST_CASE("what a reader passes never becomes a descriptor of the agent", "[access]") {
  AllMethods all(Access::read);
  RawClient client(all.server.path());
  int ends[2];
  REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
  const UniqueFd write_end(ends[1]);
  UniqueFd read_end(ends[0]);
  const int fds[] = {read_end.get()};
  REQUIRE(client.say("{", fds));
  all.server.in_loop([] {});
  read_end.reset();
  pollfd query{write_end.get(), 0, 0};
  REQUIRE(::poll(&query, 1, 5000) > 0);  // broken, though the message has no end yet
  REQUIRE(client.say_message(R"("method":"org.varlink.service.GetInfo"})"));
  CHECK(error_of(client.hear()) == "none");
}

TEST_CASE("clients do not take the last descriptors", "[access]") {
  AllMethods all(Access::change);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit few{limits::descriptors_for_links + 3, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  RawClient client(all.server.path());
  const auto heard = client.hear();
  ::setrlimit(RLIMIT_NOFILE, &before);
  CHECK(error_of(heard) == "org.macsecd.Agent.Busy");
  CHECK(client.hears_the_end());
  RawClient next(all.server.path());
  REQUIRE(next.say_message(R"({"method":"org.varlink.service.GetInfo"})"));
  CHECK(error_of(next.hear()) == "none");
}

TEST_CASE("thousands who are turned away leave nothing behind", "[access]") {
  AllMethods all(Access::none);
  const auto open_files = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  };
  const auto before = open_files();
  for (int i = 0; i < 3000; ++i) RawClient(all.server.path()).say("{");
  CHECK(RawClient(all.server.path()).hears_the_end());
  CHECK(open_files() == before);
}
