#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

std::string line(const Json& reply, const Style& style) {
  const Json& event = member(reply, "event");
  if (event.is_null()) return "";
  const std::string name =
      text_member(event, "connectionName").value_or(text_member(event, "lagName").value_or("-"));
  return text_member(event, "time").value_or("?") + "  " + style.paint(Colour::bold, name) + "  " +
         text_member(event, "event").value_or("?") + "  " +
         text_member(event, "message").value_or("") + "\n";
}

}  // namespace

Action monitor(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  const auto history = std::make_shared<std::optional<int>>();
  add_name(app, *name);
  app.add_option("--history", *history, "the last so many events first")
      ->type_name("N")
      ->check(CLI::Range(0, 500));
  return [name, history](Context& context) -> Result<Value> {
    auto client = context.connect();
    if (!client) return Failure{client.error()};
    Json parameters = Json::object();
    if (!name->empty()) parameters["connectionName"] = *name;
    add_if_given(parameters, "history", *history);
    const auto ended = client->call_more("Monitor", parameters, [&](const Json& reply) {
      if (!reply.empty()) context.print(Value{reply, line});
      return true;
    });
    if (!ended) return Failure{ended.error()};
    return Value{};
  };
}

}  // namespace macsecctl
