#include "commands.hpp"
#include "control/member.hpp"
#include "secret_options.hpp"
#include "spelling.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

std::string line_of(const Json& deletion) {
  const Json& consequence = member(deletion, "consequence");
  const auto user = text_member(deletion, "connectionName");
  const std::string more = text_member(consequence, "moreInfo").value_or("");
  return "secret " + text_member(deletion, "secretName").value_or("?") + " is deleted on " +
         text_member(deletion, "deletionOn").value_or("?") + "\n  " + (user ? *user + ": " : "") +
         text_member(consequence, "message").value_or("") + (more.empty() ? "" : "; " + more) +
         "\n";
}

std::string text(const Json& reply, const Style&) {
  std::string out;
  for (const Json& deletion : member(reply, "deletions")) out += line_of(deletion);
  return out;
}

}  // namespace

Action schedule_key_deletion(CLI::App& app) {
  struct Options {
    MeantSecret secret;
    std::string in = "30d";
  };
  const auto options = std::make_shared<Options>();
  options->secret.declare(app);
  app.add_option("--in", options->in, "from 7d to 30d (default: 30d)")
      ->type_name("TIME")
      ->check(check_time);
  return [options](Context& context) -> Result<Value> {
    auto parameters = options->secret.parameters();
    if (!parameters) return Failure{parameters.error()};
    (*parameters)["inSeconds"] = time_from(options->in)->count();
    auto reply = context.call("ScheduleKeyDeletion", *parameters);
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), text};
  };
}

}  // namespace macsecctl
