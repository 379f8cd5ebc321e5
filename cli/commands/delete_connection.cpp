#include "commands.hpp"
#include "common_options.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  bool force = false;
};

}  // namespace

Action delete_connection(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  app.add_flag("--force", options->force, "also if keys are associated: traffic stops");
  return [options](Context& context) -> Result<Value> {
    Json parameters{{"connectionName", options->name}};
    if (options->force) parameters["force"] = true;
    auto reply = context.call("DeleteConnection", parameters);
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), say("deleted " + options->name)};
  };
}

}  // namespace macsecctl
