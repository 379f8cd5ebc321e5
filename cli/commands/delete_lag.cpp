#include "commands.hpp"
#include "lag_options.hpp"

namespace macsecctl {

Action delete_lag(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  add_lag_name(app, *name);
  return [name](Context& context) -> Result<Value> {
    auto reply = context.call("DeleteLag", {{"lagName", *name}});
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), say("deleted LAG " + *name + "; its connections stay")};
  };
}

}  // namespace macsecctl
