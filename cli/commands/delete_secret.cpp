#include "commands.hpp"
#include "confirm.hpp"
#include "output.hpp"

namespace macsecctl {

Action delete_secret(CLI::App& app) {
  struct Options {
    std::string name;
    bool yes = false;
  };
  const auto options = std::make_shared<Options>();
  app.add_option("NAME", options->name, "a secret that no key uses")->type_name("")->required();
  app.add_flag("--yes", options->yes, "do not ask; only a terminal is asked");
  return [options](Context& context) -> Result<Value> {
    if (!options->yes && is_asked() &&
        !is_confirmed("delete secret " + options->name + ", for good"))
      throw CLI::RuntimeError(exit_failed);
    auto reply = context.call("DeleteSecret", {{"secretName", options->name}});
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), say("secret " + options->name + " is deleted")};
  };
}

}  // namespace macsecctl
