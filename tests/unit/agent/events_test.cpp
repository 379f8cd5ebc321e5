#include "events.hpp"

#include <vector>

#include "catch.hpp"
#include "event_limit.hpp"
#include "keys.hpp"
#include "log.hpp"
#include "mka_event.hpp"

using namespace macsecd;

TEST_CASE("every reader sees every event, and may leave while it reads") {
  Events events;
  std::vector<std::string> first, second;
  std::uint64_t id = 0;
  id = events.subscribe([&](const AgentEvent& event) {
    first.push_back(event.event);
    events.unsubscribe(id);
  });
  events.subscribe([&](const AgentEvent& event) { second.push_back(event.event); });
  events.publish({.event = "one"});
  events.publish({.event = "two"});
  CHECK(first == std::vector<std::string>{"one"});
  CHECK(second == std::vector<std::string>{"one", "two"});
}

TEST_CASE("what a stranger can cause is limited, and what was left out is counted") {
  EventLimit limit;
  mka::Time now{};
  for (unsigned i = 0; i < EventLimit::burst; ++i) CHECK(limit.admit("a", now) == 0u);
  CHECK_FALSE(limit.admit("a", now));
  CHECK_FALSE(limit.admit("a", now));
  CHECK(limit.admit("b", now) == 0u);
  now += EventLimit::refill;
  CHECK(limit.admit("a", now) == 2u);
  CHECK_FALSE(limit.admit("a", now));
  now += 100 * EventLimit::refill;
  for (unsigned i = 0; i < EventLimit::burst; ++i) CHECK(limit.admit("a", now));
  CHECK_FALSE(limit.admit("a", now));
}

TEST_CASE("an event of the engine is told in full, under the connection's name") {
  mka::Event event{.kind = mka::EventKind::sak_distributed};
  event.ckn = test::ckn("0a");
  event.ki = mka::Ki{{}, 1};
  event.an = *mka::An::from(1);
  event.reason = mka::NewSakReason::asked;
  const auto told = to_agent_event("uplink", event);
  CHECK(told.event == "sak-distributed");
  CHECK_FALSE(told.provoked);
  const auto json = to_json(told);
  CHECK(json["connectionName"] == "uplink");
  CHECK(json["ckn"] == "0a");
  CHECK(json["reason"] == "asked");
  CHECK(json["associationNumber"] == 1);
  CHECK(json["keyIdentifier"].get<std::string>().size() == 32);
  CHECK_FALSE(json.contains("peer"));
  CHECK(log::one_line(told).find("uplink: sak-distributed: ") == 0);
}

TEST_CASE("[M58] a fresh SAK in use is a rotation") {
  CHECK(to_agent_event("uplink", {.kind = mka::EventKind::sak_in_use}).event == "sak-rotated");
}

TEST_CASE("what was waited for in vain is told in words and as a code") {
  mka::Event event{.kind = mka::EventKind::no_progress};
  event.stall = mka::Stall::peer_does_not_list_us;
  const auto told = to_agent_event("uplink", event);
  CHECK(told.event == "no-progress");
  CHECK(told.reason == "peer-does-not-list-us");
  CHECK(told.message == "we start over: the peer is heard and does not hear us");
}
