#include <algorithm>

#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
#include "diagnosis_text.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;

bool all_healthy(const Json& diagnoses) {
  return std::ranges::all_of(
      diagnoses, [](const Json& one) { return flag_member(one, "healthy").value_or(false); });
}

Value answer(Json reply) {
  const bool healthy = all_healthy(member(reply, "diagnoses"));
  return Value{std::move(reply),
               [](const Json& json, const Style& style) {
                 std::string out;
                 for (const Json& one : member(json, "diagnoses"))
                   out += diagnosis_text(one, style);
                 return out;
               },
               healthy ? exit_done : exit_failed};
}

}  // namespace

Action diagnose(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  const auto watch = std::make_shared<std::optional<std::string>>();
  add_name(app, *name)->required();
  app.add_option("--watch", *watch, "watch it so long, up to 60s (default: 6s)")
      ->type_name("TIME")
      ->check(check_time);
  return [name, watch](Context& context) -> Result<Value> {
    Json parameters{{"connectionName", *name}};
    if (*watch) parameters["watchSeconds"] = time_from(**watch)->count();
    auto reply = context.call("Diagnose", parameters);
    if (!reply) return Failure{reply.error()};
    return answer(*std::move(reply));
  };
}

}  // namespace macsecctl
