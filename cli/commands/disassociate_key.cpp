#include "commands.hpp"
#include "common_options.hpp"
#include "confirm.hpp"
#include "control/member.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

struct Options {
  std::string name;
  std::string ckn;
  bool yes = false;
  bool dry_run = false;
  bool may_delete = false;
};

Result<Json> ask_agent(const Options& options, const Context& context, bool dry_run) {
  Json parameters{{"connectionName", options.name}, {"ckn", options.ckn}};
  if (dry_run) parameters["dryRun"] = true;
  if (options.may_delete) parameters["deleteIfDisassociated"] = true;
  return context.call("DisassociateKey", parameters);
}

// The consequence as a line below, if there is one worth telling.
std::string consequence_of(const Json& reply) {
  const auto words = text_member(member(reply, "consequence"), "message");
  return words ? "\n  " + *words : "";
}

std::string sentence(const Options& options, const Json& reply) {
  const std::string key = options.name + ": key " + options.ckn;
  if (options.dry_run) return key + ": nothing is done, but this would be" + consequence_of(reply);
  if (text_member(member(reply, "consequence"), "code") == "deleted") return key + " is deleted";
  const auto state = text_member(member(reply, "key"), "state");
  return key + " is " + state.value_or("disassociated") + consequence_of(reply);
}

Result<Value> run(const Options& options, const Context& context) {
  if (const auto complaint = complaint_about_ckn(options.ckn))
    return Failure{macsec::within(options.name, *complaint)};
  if (!options.yes && !options.dry_run && is_asked()) {
    const auto foreseen = ask_agent(options, context, true);
    if (!foreseen) return Failure{foreseen.error()};
    if (!is_confirmed("disassociate key " + options.ckn + " from " + options.name +
                      consequence_of(*foreseen) + "\ngo on"))
      throw CLI::RuntimeError(exit_failed);
  }
  auto reply = ask_agent(options, context, options.dry_run);
  if (!reply) return Failure{reply.error()};
  const std::string words = sentence(options, *reply);
  return Value{*std::move(reply), say(words)};
}

}  // namespace

Action disassociate_key(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  add_ckn(app, options->ckn);
  app.add_flag("--yes", options->yes, "do not ask; only a terminal is asked");
  app.add_flag("--dry-run", options->dry_run, "tell what would follow, and do nothing");
  app.add_flag("--delete-if-disassociated", options->may_delete,
               "delete the key if it is disassociated already");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
