#include "commands.hpp"
#include "common_options.hpp"
#include "warnings.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  Policy policy;
  std::optional<std::string> if_match;
};

}  // namespace

Action update_connection(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  options->policy.declare(app);
  app.add_option("--if-match", options->if_match,
                 "only if its entityTag (describe-connections --json) is still this one")
      ->type_name("TAG");
  return [options](Context& context) -> Result<Value> {
    Json parameters{{"connectionName", options->name}};
    options->policy.add_to(parameters);
    if (parameters.size() == 1)
      throw CLI::ValidationError("nothing to change is given", CLI::ExitCodes::ValidationError);
    add_if_given(parameters, "ifMatch", options->if_match);
    auto reply = context.call("UpdateConnection", parameters);
    if (!reply) return Failure{reply.error()};
    if (!context.json) print_warnings(*reply);
    return Value{*std::move(reply), say("updated " + options->name)};
  };
}

}  // namespace macsecctl
