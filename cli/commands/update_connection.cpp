#include "commands.hpp"
#include "common_options.hpp"
#include "warnings.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  Policy policy;
};

}  // namespace

Action update_connection(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  options->policy.declare(app);
  return [options](Context& context) -> Result<Value> {
    Json parameters{{"connectionName", options->name}};
    options->policy.add_to(parameters);
    if (parameters.size() == 1)
      throw CLI::ValidationError("nothing to change is given", CLI::ExitCodes::ValidationError);
    auto reply = context.call("UpdateConnection", parameters);
    if (!reply) return Failure{reply.error()};
    if (!context.json) print_warnings(*reply);
    return Value{*std::move(reply), say("updated " + options->name)};
  };
}

}  // namespace macsecctl
