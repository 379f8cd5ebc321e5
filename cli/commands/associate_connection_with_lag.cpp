#include "commands.hpp"
#include "lag_options.hpp"
#include "lag_text.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string lag;
  std::string connection;
  bool dry_run = false;
};

std::string sentence(const Options& options) {
  if (options.dry_run) return options.connection + ": nothing is done, but this would be\n";
  return options.connection + " joins LAG " + options.lag + "\n";
}

}  // namespace

Action associate_connection_with_lag(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_lag_name(app, options->lag);
  add_member(app, options->connection);
  app.add_flag("--dry-run", options->dry_run, "tell what would follow, and do nothing");
  return [options](Context& context) -> Result<Value> {
    Json parameters{{"lagName", options->lag}, {"connectionName", options->connection}};
    if (options->dry_run) parameters["dryRun"] = true;
    auto reply = context.call("AssociateConnectionWithLag", parameters);
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), [options](const Json& json, const Style&) {
                   return sentence(*options) + changes_text(json);
                 }};
  };
}

}  // namespace macsecctl
