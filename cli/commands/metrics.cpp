#include "commands.hpp"
#include "control/member.hpp"

namespace macsecctl {

Action metrics(CLI::App&) {
  return [](Context& context) -> Result<Value> {
    auto reply = context.call("Metrics", Json::object());
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), [](const Json& json, const Style&) {
                   return macsec::text_member(json, "text").value_or("");
                 }};
  };
}

}  // namespace macsecctl
