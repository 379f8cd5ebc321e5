#include "commands.hpp"
#include "common_options.hpp"
#include "lag_options.hpp"
#include "lag_text.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  std::vector<std::string> connections;
  std::optional<std::string> device;
  std::optional<std::string> type;
  std::optional<std::uint32_t> minimum_links;
  std::optional<std::string> encryption_mode;
  std::optional<std::string> cipher_suite;
  bool request_macsec = false;
  bool dry_run = false;
};

Json parameters_of(const Options& options) {
  Json parameters{{"lagName", options.name}, {"connections", options.connections}};
  add_if_given(parameters, "device", options.device);
  add_if_given(parameters, "type", options.type);
  add_if_given(parameters, "minimumLinks", options.minimum_links);
  add_if_given(parameters, "encryptionMode", options.encryption_mode);
  add_if_given(parameters, "cipherSuite", options.cipher_suite);
  if (options.request_macsec) parameters["requestMacSec"] = true;
  if (options.dry_run) parameters["dryRun"] = true;
  return parameters;
}

std::string sentence(const Options& options) {
  if (options.dry_run) return options.name + ": nothing is done, but this would be\n";
  return "created LAG " + options.name + "\n";
}

}  // namespace

Action create_lag(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_lag_name(app, options->name);
  app.add_option("--connections", options->connections,
                 "its members; the first gives mode, policy and keys to the others")
      ->type_name("A,B")
      ->delimiter(',')
      ->required();
  app.add_option("--device", options->device,
                 "the bond or team, there already or to be made (default: NAME)")
      ->type_name("D");
  app.add_option("--type", options->type,
                 "lacp (a team, needs teamd; the default), active-backup or balance-xor (a bond)")
      ->type_name("T");
  add_minimum_links(app, options->minimum_links);
  auto* const request = app.add_flag("--request-macsec", options->request_macsec,
                                     "also interfaces may be named: each gets a connection");
  app.add_option("--encryption-mode", options->encryption_mode, "of those connections")
      ->type_name("M")
      ->needs(request);
  app.add_option("--cipher-suite", options->cipher_suite, "of those connections")
      ->type_name("S")
      ->needs(request);
  app.add_flag("--dry-run", options->dry_run, "tell what would follow, and do nothing");
  return [options](Context& context) -> Result<Value> {
    auto reply = context.call("CreateLag", parameters_of(*options));
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), [options](const Json& json, const Style&) {
                   return sentence(*options) + changes_text(json);
                 }};
  };
}

}  // namespace macsecctl
