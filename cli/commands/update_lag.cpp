#include "commands.hpp"
#include "common_options.hpp"
#include "lag_options.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  std::optional<std::uint32_t> minimum_links;
  std::optional<std::string> encryption_mode;
};

}  // namespace

Action update_lag(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_lag_name(app, options->name);
  add_minimum_links(app, options->minimum_links);
  app.add_option("--encryption-mode", options->encryption_mode,
                 "must_encrypt, should_encrypt or no_encrypt, of all members")
      ->type_name("M");
  return [options](Context& context) -> Result<Value> {
    Json parameters{{"lagName", options->name}};
    add_if_given(parameters, "minimumLinks", options->minimum_links);
    add_if_given(parameters, "encryptionMode", options->encryption_mode);
    if (parameters.size() == 1)
      throw CLI::ValidationError("nothing to change is given", CLI::ExitCodes::ValidationError);
    auto reply = context.call("UpdateLag", parameters);
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), say("updated LAG " + options->name)};
  };
}

}  // namespace macsecctl
