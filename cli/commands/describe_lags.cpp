#include "commands.hpp"
#include "control/member.hpp"
#include "lag_text.hpp"

namespace macsecctl {
namespace {

std::string sections(const Json& reply, const Style& style) {
  if (style.brief) return lags_overview(reply, style);
  std::string text;
  for (const Json& lag : macsec::member(reply, "lags"))
    text += (text.empty() ? "" : "\n") + lag_text(lag, style);
  return text;
}

}  // namespace

Action describe_lags(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  app.add_option("NAME,--lag-id", *name, "the LAG")->type_name("");
  return [name](Context& context) -> Result<Value> {
    Json parameters = Json::object();
    if (!name->empty()) parameters["lagName"] = *name;
    auto reply = context.call("DescribeLags", parameters);
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), sections};
  };
}

}  // namespace macsecctl
