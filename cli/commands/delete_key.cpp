#include "commands.hpp"
#include "common_options.hpp"
#include "confirm.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  std::string ckn;
  bool yes = false;
};

}  // namespace

Action delete_key(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  add_ckn(app, options->ckn);
  app.add_flag("--yes", options->yes, "do not ask; only a terminal is asked");
  return [options](Context& context) -> Result<Value> {
    if (const auto complaint = complaint_about_ckn(options->ckn))
      return Failure{macsec::within(options->name, *complaint)};
    const std::string key = "key " + options->ckn;
    if (!options->yes && is_asked() &&
        !is_confirmed("delete " + key + " of " + options->name + " with its CAK"))
      throw CLI::RuntimeError(exit_failed);
    auto reply =
        context.call("DeleteKey", {{"connectionName", options->name}, {"ckn", options->ckn}});
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply), say(options->name + ": " + key + " is deleted")};
  };
}

}  // namespace macsecctl
