#include <algorithm>

#include "methods/methods.hpp"

namespace macsecd::methods {
namespace {

constexpr std::int64_t most_history = EventHistory::most_events;

// The connection of this name, or the LAG, or one of its members.
bool is_about(Agent agent, const AgentEvent& event, const std::string& name) {
  if (name.empty() || event.connection == name || event.lag == name) return true;
  const auto connection = agent.connections.find(event.connection);
  return connection && (*connection)->lag() == name;
}

// Where the reader stopped. All of this run are news to one that stopped in another.
std::optional<std::uint64_t> stopped_at(const Events& events, const macsec::Call& call) {
  const auto since = call.number("since");
  const auto run = call.text("run");
  if (!since && !run) return std::nullopt;
  if ((run && *run != events.run()) || !since || *since < 0) return 0;
  return static_cast<std::uint64_t>(*since);
}

std::vector<AgentEvent> earlier(const Events& events, const macsec::Call& call,
                                std::optional<std::uint64_t> stopped) {
  if (stopped) return events.history().after(*stopped);
  const auto number = std::clamp<std::int64_t>(call.number("history").value_or(0), 0, most_history);
  return events.history().last(static_cast<std::size_t>(number));
}

}  // namespace

void monitor(Agent agent, macsec::Call call) {
  const std::string wanted = connection_name(call);
  if (!wanted.empty())
    if (const auto known = agent.lags.addressed(wanted); !known)
      return call.fail(within(wanted, known.error()));
  const auto stopped = stopped_at(agent.events, call);
  macsec::Json ready{
      {"ready", true}, {"run", agent.events.run()}, {"sequence", agent.events.last_sequence()}};
  if (stopped) ready["lost"] = agent.events.history().forgotten_after(*stopped);
  const auto missed = earlier(agent.events, call, stopped);
  call.reply_continues(std::move(ready));
  auto tell = [call, wanted, agent](const AgentEvent& event) mutable {
    if (is_about(agent, event, wanted)) call.reply_continues({{"event", to_json(event)}});
  };
  for (const AgentEvent& event : missed) tell(event);
  if (!call.flag("follow").value_or(true)) return call.reply();
  const auto id = agent.events.subscribe(tell);
  call.on_closed([events = &agent.events, id] { events->unsubscribe(id); });
}

}  // namespace macsecd::methods
