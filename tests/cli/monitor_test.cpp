// monitor: what is chosen, and how a reader goes on after the agent was away.
#include "canned_agent.hpp"
#include "catch.hpp"
#include "event_stream.hpp"
#include "printable.hpp"

using macsec::Json;
using macsecctl::StreamPlace;

namespace {

Json ready(const char* run, int sequence, int lost = 0) {
  return {{"ready", true}, {"run", run}, {"sequence", sequence}, {"lost", lost}};
}
Json event(int sequence) {
  return {{"event", {{"event", "link-up"}, {"sequence", sequence}, {"message", ""}}}};
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) ++found;
  return found;
}

}  // namespace

TEST_CASE("a reader that comes back asks for what it missed, sees nothing twice, hears of losses",
          "[cli]") {
  const Json first{{"history", 2}, {"connectionName", "uplink"}};
  StreamPlace place;
  CHECK(place.parameters(first) == first);
  CHECK(place.take(ready("a", 10), first));
  CHECK(place.take(event(9), first));
  // It breaks off here: 10 is still to come.
  CHECK(place.parameters(first) ==
        Json({{"connectionName", "uplink"}, {"run", "a"}, {"since", 9}}));
  CHECK(place.take(ready("a", 12), first));
  CHECK(place.notice().empty());
  CHECK_FALSE(place.take(event(9), first));
  CHECK(place.take(event(10), first));
  CHECK_FALSE(place.take(event(10), first));
  CHECK(place.take(event(12), first));

  CHECK(place.take(ready("a", 700, 100), first));
  CHECK(place.notice().find("100 events were missed") != std::string::npos);
  CHECK(place.take(event(113), first));

  CHECK(place.take(ready("b", 3), first));
  CHECK(place.notice().find("started anew") != std::string::npos);
  CHECK(place.take(event(1), first));
  CHECK(place.parameters(first)["run"] == "b");
  CHECK(place.parameters(first)["since"] == 1);
}

TEST_CASE("monitor shows the kinds, severities and times that are asked for", "[cli]") {
  CannedAgent agent;
  const auto lines = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "monitor");
    return count(agent.run(arguments).out, "\n");
  };
  CHECK(lines({"--no-follow"}) == 2);
  CHECK(agent.parameters["Monitor"] == Json({{"history", 500}, {"follow", false}}));
  CHECK(lines({"--kind", "session-*"}) == 1);
  CHECK(lines({"--kind", "sak-rotated,session-secured"}) == 2);
  CHECK(lines({"--kind", "key-failed"}) == 0);
  CHECK(lines({"--severity", "info"}) == 2);
  CHECK(lines({"--severity", "warning"}) == 0);
  CHECK(lines({"--since", "2026-01-02T03:04:06Z"}) == 1);
  CHECK(agent.parameters["Monitor"]["history"] == 500);
  CHECK(lines({"--since", "2026-01-02"}) == 2);
  CHECK(lines({"--history", "all"}) == 2);
  for (const char* wrong : {"yesterday", "2026-1-2", "2026-01-02T03:04", ""}) {
    INFO(wrong);
    CHECK(agent.run({"monitor", "--since", wrong}).status == 2);
  }
  CHECK(agent.run({"monitor", "--history", "501"}).status == 2);
  CHECK(agent.run({"monitor", "--severity", "loud"}).status == 2);
}

TEST_CASE("what comes from outside cannot move the cursor or change colours", "[cli]") {
  CHECK(macsecctl::printable("eth\033[31m0\r\n") == "eth?[31m0??");
  CHECK(macsecctl::printable("a\xC2\x9B" "b") == "a?b");
  CHECK(macsecctl::printable("größer ●") == "größer ●");
  CHECK(macsecctl::cut("größer", 6) == "größer");
  CHECK(macsecctl::cut("größer", 4) == "grö…");
  CHECK(macsecctl::cut("größer", 0).empty());
}
