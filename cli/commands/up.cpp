#include "commands.hpp"
#include "common_options.hpp"

namespace macsecctl {

Action up(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  add_name(app, *name)->required();
  return [name](Context& context) -> Result<Value> {
    auto reply =
        context.call("UpdateConnection", {{"connectionName", *name}, {"adminState", "up"}});
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), say(*name + " is up: MKA secures it, see macsecctl show")};
  };
}

}  // namespace macsecctl
