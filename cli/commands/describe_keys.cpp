#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
#include "table.hpp"
#include "vendor_spelling.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

Json keys_only(const Json& reply) {
  Json out = Json::array();
  for (const Json& connection : member(reply, "connections"))
    out.push_back({{"connectionName", member(connection, "connectionName")},
                   {"profile", member(connection, "profile")},
                   {"macSecKeys", member(connection, "macSecKeys")}});
  return {{"connections", std::move(out)}};
}

Colour colour_of(const std::string& state) {
  if (state == "associated") return Colour::green;
  return state == "failed" ? Colour::red : Colour::yellow;
}

std::string reason_of(const Json& key) {
  const Json& reasons = member(key, "statusReasons");
  if (!reasons.is_array() || reasons.empty()) return no_cell;
  const auto more = text_member(reasons.front(), "moreInfo");
  return text_member(reasons.front(), "code").value_or("?") + (more ? ": " + *more : "");
}

Line line_of(const std::string& connection, const Json& key) {
  const std::string state = text_member(key, "state").value_or("?");
  return {{connection, Colour::bold},
          {text_member(key, "ckn").value_or("?")},
          {state, colour_of(state)},
          {text_member(key, "role").value_or(no_cell)},
          {text_member(key, "startOn").value_or(no_cell)},
          {reason_of(key)}};
}

std::string table(const Json& all, const Style& style) {
  std::vector<Line> lines;
  if (!style.brief)
    lines.push_back({{"CONNECTION"}, {"CKN"}, {"STATE"}, {"ROLE"}, {"START ON"}, {"REASON"}});
  for (const Json& given : member(all, "connections")) {
    const Json connection = respelled(given, style);
    for (const Json& key : member(connection, "macSecKeys"))
      lines.push_back(line_of(text_member(connection, "connectionName").value_or("?"), key));
  }
  return lines.empty() ? "" : aligned(lines, style);
}

}  // namespace

Action describe_keys(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  add_name(app, *name);
  return [name](Context& context) -> Result<Value> {
    Json parameters = Json::object();
    if (!name->empty()) parameters["connectionName"] = *name;
    const auto reply = context.call("DescribeConnections", parameters);
    if (!reply) return Failure{reply.error()};
    return Value{keys_only(*reply), table};
  };
}

}  // namespace macsecctl
