#include "last_events.hpp"

#include <map>

#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

// All that is kept.
constexpr int history = 500;

bool is_news(const Json& event) {
  return text_member(event, "event") != "audit" && text_member(event, "severity") != "debug";
}

std::map<std::string, Json> last_by_connection(Client& client) {
  std::map<std::string, Json> last;
  // Without them the overview is still worth having: an error is none here.
  (void)client.call_more("Monitor", {{"history", history}, {"follow", false}},
                         [&](const Json& reply) {
                           const Json& event = member(reply, "event");
                           const auto name = text_member(event, "connectionName");
                           if (name && is_news(event)) last[*name] = event;
                           return true;
                         });
  return last;
}

}  // namespace

void add_last_events(const Context& context, Json& connections) {
  auto client = context.connect();
  if (!client || !connections.is_array()) return;
  const auto last = last_by_connection(*client);
  for (Json& connection : connections) {
    const auto at = last.find(text_member(connection, "connectionName").value_or(""));
    if (at != last.end()) connection["lastEvent"] = at->second;
  }
}

}  // namespace macsecctl
