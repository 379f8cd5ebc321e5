#include "commands.hpp"
#include "common_options.hpp"
#include "connection_text.hpp"
#include "control/member.hpp"
#include "lag_text.hpp"
#include "last_events.hpp"
#include "overview_text.hpp"

namespace macsecctl {
namespace {

Result<Value> list(const Context& context, const std::string& name, Value::Text text) {
  Json parameters = Json::object();
  if (!name.empty()) parameters["connectionName"] = name;
  auto reply = context.call("DescribeConnections", parameters);
  if (!reply) return Failure{reply.error()};
  return Value{*std::move(reply), std::move(text)};
}

std::string sections(const Json& reply, const Style& style) {
  if (style.brief) return overview_text(reply, style);
  std::string text;
  for (const Json& connection : macsec::member(reply, "connections"))
    text += (text.empty() ? "" : "\n") + connection_text(connection, style);
  return text;
}

}  // namespace

Action describe_connections(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  add_name(app, *name);
  return [name](Context& context) { return list(context, *name, sections); };
}

Action overview(CLI::App&) {
  return [](Context& context) -> Result<Value> {
    auto connections = list(context, "", [](const Json& json, const Style& style) {
      const std::string lags = lags_overview(json, style);
      return overview_text(json, style) + (lags.empty() || style.brief ? "" : "\n") + lags;
    });
    if (!connections) return connections;
    if (const auto lags = context.call("DescribeLags", Json::object()))
      connections->json["lags"] = macsec::member(*lags, "lags");
    add_last_events(context, connections->json["connections"]);
    return connections;
  };
}

}  // namespace macsecctl
