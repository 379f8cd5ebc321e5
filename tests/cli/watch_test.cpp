// watch and the overview at a terminal: what a person sees, and that the terminal comes back.
#include <sys/wait.h>

#include <csignal>
#include <memory>

#include "canned_agent.hpp"
#include "catch.hpp"
#include "terminal_session.hpp"

namespace {

std::vector<std::string> environment(const CannedAgent& agent) {
  return {"MACSECD_SOCKET=" + agent.socket(), "TERM=xterm"};
}

void check_given_back(const TerminalSession& session) {
  CHECK_FALSE(session.screen().alternate());
  CHECK(session.screen().cursor_shown());
  CHECK(session.settings_are_as_before());
  CHECK(session.screen().complaints().empty());
}

}  // namespace

TEST_CASE(
    "[M98] watch shows connections, keys with state and reason, events, and follows the window",
    "[cli]") {
  CannedAgent agent;
  TerminalSession session({"watch"}, environment(agent), 30, 160);
  REQUIRE(session.shows("macsecd: 4 connections, 1 secured, 1 CLEAR, 1 blocked, 1 down"));
  REQUIRE(session.shows("sak-rotated"));
  const std::string text = session.screen().text();
  CHECK(session.screen().alternate());
  CHECK_FALSE(session.screen().cursor_shown());
  CHECK_FALSE(session.settings_are_as_before());
  CHECK(session.screen().coloured());
  CHECK(session.screen().complaints().empty());
  for (const char* there :
       {"●  uplink", "must_encrypt", "02000000000b0001", "12 min", "47 min",
        "*0a1b2c3d  associated", "00112233  failed  a peer uses this CKN with another CAK",
        "events", "03:04:05  uplink  session-secured  secured with 02000000000b0001"}) {
    INFO(there);
    CHECK(text.find(there) != std::string::npos);
  }

  session.resize(12, 50);
  REQUIRE(session.shows("j and k scroll"));
  CHECK(session.screen().lines().size() <= 12);
  CHECK(session.screen().text().find("●  uplink") != std::string::npos);
  session.type("jjjj");
  REQUIRE(session.no_longer_shows("●  uplink"));
  session.resize(40, 200);
  REQUIRE(session.no_longer_shows("scroll"));
  REQUIRE(session.shows("gcm-aes-xpn-256"));

  session.type("q");
  CHECK(session.end() == 0);
  check_given_back(session);
}

TEST_CASE("watch gives the terminal back when it is interrupted, or ended by a signal", "[cli]") {
  CannedAgent agent;
  {
    TerminalSession session({"watch", "uplink"}, environment(agent), 24, 80);
    REQUIRE(session.shows("macsecd: 1 connection, 1 secured"));
    session.type("\003");  // Ctrl-C
    CHECK(session.end() == 0);
    check_given_back(session);
  }
  for (const int signal : {SIGTERM, SIGHUP}) {
    TerminalSession session({"watch"}, environment(agent), 24, 80);
    REQUIRE(session.shows("4 connections"));
    session.signal(signal);
    const int status = session.end();
    CHECK((WIFSIGNALED(status) && WTERMSIG(status) == signal));
    check_given_back(session);
  }
}

TEST_CASE("watch gives the terminal back while it is stopped, and takes it again", "[cli]") {
  CannedAgent agent;
  TerminalSession session({"watch"}, environment(agent), 24, 80);
  REQUIRE(session.shows("4 connections"));
  session.type("\032");  // Ctrl-Z
  REQUIRE(session.is_on_alternate(false));
  CHECK(session.screen().cursor_shown());
  REQUIRE(session.is_stopped());  // or the continuation would be over before
  session.signal(SIGCONT);
  REQUIRE(session.is_on_alternate(true));
  REQUIRE(session.shows("4 connections"));
  session.type("q");
  CHECK(session.end() == 0);
  check_given_back(session);
}

TEST_CASE("watch says when the agent is away, and what stands there is old", "[cli]") {
  auto agent = std::make_unique<CannedAgent>();
  TerminalSession session({"watch"}, environment(*agent), 24, 100);
  REQUIRE(session.shows("4 connections"));
  agent.reset();
  CHECK(session.shows("macsecd: no macsecd listens on"));
  CHECK(session.shows("●  uplink"));
  session.type("q");
  CHECK(session.end() == 0);
}

TEST_CASE("watch without a terminal prints once, and knows names", "[cli]") {
  CannedAgent agent;
  const Run text = agent.run({"watch", "lab", "--interval", "250ms"});
  CHECK(text.status == 0);
  CHECK(text.out.find("macsecd: 1 connection, 1 CLEAR\n") == 0);
  CHECK(text.out.find('\033') == std::string::npos);
  CHECK(agent.run({"watch", "nosuch"}).status == 19);
  CHECK(agent.run({"watch", "--interval", "1ms"}).status == 2);
  auto json = macsec::Json::parse(agent.run({"watch", "--json", "--interval", "250ms"}).out);
  CHECK(json["connections"].size() == 4);
  CHECK(json["rates"]["uplink"]["outFramesPerSecond"] == 0.0);
  CHECK(macsecctl({"watch"}, "", {"MACSECD_SOCKET=/nonexistent/control"}).status == 30);
}

TEST_CASE("the overview fits into a narrow terminal, in colour unless NO_COLOR is set", "[cli]") {
  CannedAgent agent;
  TerminalSession wide({}, environment(agent), 24, 200);
  CHECK(wide.end() == 0);
  CHECK(wide.screen().coloured());
  CHECK(wide.screen().text().find("LAST EVENT") != std::string::npos);
  TerminalSession narrow({}, environment(agent), 24, 45);
  CHECK(narrow.end() == 0);
  CHECK(narrow.screen().complaints().empty());
  CHECK(narrow.screen().text().find("CLEAR") != std::string::npos);
  CHECK(narrow.screen().text().find("SUITE") == std::string::npos);
  auto plain = environment(agent);
  plain.push_back("NO_COLOR=1");
  TerminalSession without({}, plain, 24, 80);
  CHECK(without.end() == 0);
  CHECK_FALSE(without.screen().coloured());
  CHECK(without.screen().text().find("●  uplink") != std::string::npos);
}
