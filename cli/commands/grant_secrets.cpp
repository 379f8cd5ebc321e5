#include "commands.hpp"
#include "common_options.hpp"
#include "warnings.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string connection;
  std::string secret;
};

std::shared_ptr<Options> declared(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("NAME", options->connection, "a connection or LAG, or PREFIX*")
      ->type_name("")
      ->required();
  app.add_option("SECRET", options->secret, "a secret, or PREFIX*: also those that come later")
      ->type_name("")
      ->required();
  return options;
}

Json parameters_of(const Options& options) {
  return {{"connectionName", options.connection}, {"secretName", options.secret}};
}

}  // namespace

Action grant_secrets(CLI::App& app) {
  return [options = declared(app)](Context& context) -> Result<Value> {
    auto reply = context.call("GrantSecrets", parameters_of(*options));
    if (!reply) return Failure{reply.error()};
    if (!context.json) print_warnings(*reply);
    return Value{*std::move(reply), say(options->connection + " may use " + options->secret)};
  };
}

Action revoke_secrets(CLI::App& app) {
  return [options = declared(app)](Context& context) -> Result<Value> {
    auto reply = context.call("RevokeSecrets", parameters_of(*options));
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), say("the grant of " + options->secret + " to " +
                                        options->connection + " is revoked")};
  };
}

}  // namespace macsecctl
