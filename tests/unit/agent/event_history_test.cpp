#include "event_history.hpp"

#include "catch.hpp"
#include "events.hpp"

using namespace macsecd;

namespace {

std::vector<std::uint64_t> sequences(const std::vector<AgentEvent>& events) {
  std::vector<std::uint64_t> out;
  for (const AgentEvent& event : events) out.push_back(event.sequence);
  return out;
}

}  // namespace

TEST_CASE("events are numbered, and the last ones are kept") {
  Events events;
  CHECK(events.run().size() == 32);
  CHECK(Events().run() != events.run());
  for (int i = 0; i < 3; ++i) events.publish({.event = "link-up"});
  events.publish({.event = "link-down"});
  CHECK(events.last_sequence() == 4);
  CHECK(sequences(events.history().after(2)) == std::vector<std::uint64_t>{3, 4});
  CHECK(sequences(events.history().last(1)) == std::vector<std::uint64_t>{4});
  CHECK(sequences(events.history().last(99)).size() == 4);
  CHECK(events.history().after(4).empty());
  CHECK(events.history().forgotten_after(0) == 0);
  CHECK(events.counts().at("link-up") == 3);
  CHECK(events.history().last(1)[0].time.size() == 24);
}

TEST_CASE("the history is bounded by number and by octets, and says what it forgot") {
  EventHistory history;
  for (std::uint64_t i = 1; i <= EventHistory::most_events + 10; ++i)
    history.add({.event = "link-up", .sequence = i});
  CHECK(history.last(10000).size() == EventHistory::most_events);
  CHECK(history.forgotten_after(0) == 10);
  CHECK(history.forgotten_after(4) == 6);
  CHECK(history.forgotten_after(10) == 0);

  EventHistory large;
  const std::string text(EventHistory::most_octets / 10, 'x');
  for (std::uint64_t i = 1; i <= 20; ++i)
    large.add({.event = "link-up", .message = text, .sequence = i});
  CHECK(large.last(100).size() < 10);
  CHECK(large.last(1)[0].sequence == 20);
}

TEST_CASE("an event that was left out has no number: readers see no gap") {
  Events events;
  for (unsigned i = 0; i < EventLimit::burst + 5; ++i)
    events.publish({.event = "unknown-ckn", .provoked = true});
  CHECK(events.last_sequence() == EventLimit::burst);
}
