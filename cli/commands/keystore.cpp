#include "commands.hpp"
#include "keystore_text.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string action;
  std::string to;
};

Result<Value> run(const Options& options, const Context& context) {
  const bool rewraps = options.action == "rewrap";
  Json parameters = Json::object();
  if (rewraps && !options.to.empty()) parameters["to"] = options.to;
  auto reply = context.call(rewraps ? "KeystoreRewrap" : "KeystoreStatus", parameters);
  if (!reply) return Failure{reply.error()};
  const int status = is_sound(*reply) ? 0 : 1;
  return Value{*std::move(reply), keystore_text, status};
}

}  // namespace

Action keystore(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("ACTION", options->action, "status: is it sound? rewrap: under another master key")
      ->type_name("")
      ->required()
      ->check(CLI::IsMember({"status", "rewrap"}));
  app.add_option("--to", options->to, "where the new master key is (default: where it is now)")
      ->type_name("file|credential|pkcs11:URI");
  return [options](Context& context) -> Result<Value> { return run(*options, context); };
}

}  // namespace macsecctl
