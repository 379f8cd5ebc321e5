// monitor: what is chosen of the events.
#include "canned_agent.hpp"
#include "catch.hpp"

using macsec::Json;

namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) ++found;
  return found;
}

}  // namespace

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
  CHECK(lines({"--kind", "sak-rotated", "uplink"}) == 1);
  CHECK(agent.parameters["Monitor"] == Json({{"connectionName", "uplink"}}));
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
