#include <chrono>
#include <cstdio>
#include <ctime>

#include "methods/methods.hpp"

namespace macsecd::methods {
namespace {

// For people and journals: 2026-01-31T12:00:00.000Z. Nothing is decided by it.
std::string time_of_day() {
  using namespace std::chrono;
  const auto present = floor<milliseconds>(system_clock::now());
  const std::time_t seconds = system_clock::to_time_t(present);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[64];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  char fraction[16];
  std::snprintf(fraction, sizeof fraction, ".%03dZ",
                static_cast<int>(present.time_since_epoch().count() % 1000));
  return std::string(text, length) + fraction;
}

macsec::Json with_time(const AgentEvent& event) {
  macsec::Json out{{"time", time_of_day()}};
  out.update(to_json(event));
  return out;
}

// The connection of this name, or the LAG, or one of its members.
bool is_about(Agent agent, const AgentEvent& event, const std::string& name) {
  if (event.connection == name || event.lag == name) return true;
  const auto connection = agent.connections.find(event.connection);
  return connection && (*connection)->lag() == name;
}

}  // namespace

void monitor(Agent agent, macsec::Call call) {
  const std::string wanted = connection_name(call);
  if (!wanted.empty())
    if (const auto known = agent.lags.addressed(wanted); !known)
      return call.fail(within(wanted, known.error()));
  const auto id = agent.events.subscribe([call, wanted, agent](const AgentEvent& event) mutable {
    if (!wanted.empty() && !is_about(agent, event, wanted)) return;
    call.reply_continues({{"event", with_time(event)}});
  });
  call.on_closed([events = &agent.events, id] { events->unsubscribe(id); });
  call.reply_continues({{"ready", true}});
}

}  // namespace macsecd::methods
