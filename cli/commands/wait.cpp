#include "await.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  bool secured = false;
  bool up = false;
  Waiting waiting;
};

bool is_up(const Json& connection) {
  return macsec::text_member(connection, "controlledPort") == "open";
}

Result<Value> wait_for(Context& context, const Options& options) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  auto connection = await(*client, options.name, options.up ? "up" : "secured",
                          options.waiting.limit(), options.up ? is_up : is_secured);
  if (!connection) return Failure{connection.error()};
  const std::string how = is_secured(*connection) ? "secured" : "CLEAR text passes";
  return Value{Json{{"connection", *std::move(connection)}},
               say(options.name + (options.up ? " is up: " : " is ") + how)};
}

}  // namespace

Action wait(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  auto* const secured =
      app.add_flag("--secured", options->secured, "until MKA has secured the link");
  app.add_flag("--up", options->up,
               "until the device is open for its users: secured, or clear text may pass")
      ->excludes(secured);
  options->waiting.declare_timeout(app);
  return [options](Context& context) -> Result<Value> {
    if (!options->secured && !options->up) throw CLI::RequiredError("--secured or --up");
    return wait_for(context, *options);
  };
}

}  // namespace macsecctl
