#include "commands.hpp"
#include "control/member.hpp"
#include "spelling.hpp"
#include "table.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::number_member;
using macsec::text_member;

std::string joined(const Json& names) {
  std::string out;
  for (const Json& name : names)
    if (name.is_string()) out += (out.empty() ? "" : ",") + name.get<std::string>();
  return out.empty() ? no_cell : out;
}

Line line_of(const Json& secret) {
  const auto deletion = text_member(secret, "deletionOn");
  return {{text_member(secret, "secretName").value_or("?"), Colour::bold},
          {text_member(secret, "ckn").value_or("?")},
          {age_text(number_member(secret, "ageSeconds").value_or(0) * 1000)},
          {joined(member(secret, "usedBy"))},
          {deletion.value_or(no_cell), deletion ? Colour::red : Colour::plain}};
}

std::string grants_text(const Json& reply) {
  std::string out;
  for (const Json& grant : member(reply, "grants"))
    out += text_member(grant, "connectionName").value_or("?") + " may use " +
           text_member(grant, "secretName").value_or("?") + "\n";
  return out;
}

std::string text(const Json& reply, const Style& style) {
  std::vector<Line> lines;
  if (!style.brief) lines.push_back({{"SECRET"}, {"CKN"}, {"AGE"}, {"USED BY"}, {"DELETION ON"}});
  for (const Json& secret : member(reply, "secrets")) lines.push_back(line_of(secret));
  const std::string grants = style.brief ? "" : grants_text(reply);
  return (lines.empty() ? "" : aligned(lines, style)) + (grants.empty() ? "" : "\n" + grants);
}

}  // namespace

Action list_secrets(CLI::App&) {
  return [](Context& context) -> Result<Value> {
    auto reply = context.call("ListSecrets", Json::object());
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), text};
  };
}

}  // namespace macsecctl
