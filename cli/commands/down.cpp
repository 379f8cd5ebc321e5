#include "commands.hpp"
#include "common_options.hpp"
#include "confirm.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  bool yes = false;
};

Result<Value> run(const Options& options, const Context& context) {
  if (!options.yes && is_asked() &&
      !is_confirmed("take " + options.name +
                    " down: nothing passes until macsecctl up, protected or not\ngo on"))
    throw CLI::RuntimeError(exit_failed);
  auto reply =
      context.call("UpdateConnection", {{"connectionName", options.name}, {"adminState", "down"}});
  if (!reply) return Failure{reply.error()};
  return Value{*std::move(reply), say(options.name + " is down: nothing passes")};
}

}  // namespace

Action down(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  app.add_flag("--yes", options->yes, "do not ask; only a terminal is asked");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
