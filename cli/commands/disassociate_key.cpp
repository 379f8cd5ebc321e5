#include <unistd.h>

#include <iostream>

#include "commands.hpp"
#include "common_options.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  std::string ckn;
  bool yes = false;
};

// Scripts are not asked; people are.
bool is_confirmed(const Options& options) {
  if (options.yes || ::isatty(STDIN_FILENO) != 1) return true;
  std::cerr << "disassociate key " << options.ckn << " from " << options.name
            << "? traffic stops if it is the only one; type yes: ";
  std::string answer;
  return std::getline(std::cin, answer) && answer == "yes";
}

}  // namespace

Action disassociate_key(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  app.add_option("--ckn", options->ckn, "name of the key")->type_name("HEX")->required();
  app.add_flag("--yes", options->yes, "do not ask");
  return [options](Context& context) -> Result<Value> {
    if (const auto complaint = complaint_about_ckn(options->ckn))
      return Failure{macsec::within(options->name, *complaint)};
    if (!is_confirmed(*options)) throw CLI::RuntimeError(exit_failed);
    const Json parameters{{"connectionName", options->name}, {"ckn", options->ckn}};
    auto reply = context.call("DisassociateKey", parameters);
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply),
                 say(options->name + ": key " + options->ckn + " is disassociated")};
  };
}

}  // namespace macsecctl
