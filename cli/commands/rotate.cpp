#include "await.hpp"
#include "cak_options.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "confirm.hpp"
#include "control/member.hpp"
#include "output.hpp"
#include "rotation_text.hpp"
#include "rotation_watch.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::text_member;
using macsec::UniqueFd;

struct Options {
  std::string name;
  std::string ckn;
  CakOptions cak;
  std::optional<std::string> bake;
  std::optional<std::string> timeout;
  bool dry_run = false;
  bool keep_old = false;
  bool force = false;
  bool yes = false;
  bool detach = false;
  bool abort = false;
};

Result<Json> ask_agent(const Options& options, const Context& context, const UniqueFd& cak,
                       bool dry_run) {
  Json parameters{{"connectionName", options.name}};
  if (!options.ckn.empty()) parameters["ckn"] = options.ckn;
  if (options.bake) parameters["bakeSeconds"] = time_from(*options.bake)->count();
  if (options.keep_old) parameters["keepOld"] = true;
  if (options.force) parameters["force"] = true;
  if (dry_run) parameters["dryRun"] = true;
  const int descriptor = cak.get();
  if (!cak) return context.call("RotateKey", parameters);
  parameters["cakFileDescriptor"] = 0;
  options.cak.add_to(parameters);
  return context.call("RotateKey", parameters, {&descriptor, 1});
}

// Without a file a dry run looks at the name alone, instead of asking for the CAK.
Result<UniqueFd> cak_of(const Options& options) {
  if (options.ckn.empty() || (options.dry_run && !options.cak.names_source())) return UniqueFd{};
  auto cak = options.cak.open();
  if (!cak) return Failure{macsec::within(options.name, cak.error())};
  return cak;
}

Value answer(const Options& options, Json reply) {
  const bool safe = flag_member(reply, "safe").value_or(false);
  return Value{std::move(reply),
               [name = options.name](const Json& json, const Style& style) {
                 return checks_text(name, json, style);
               },
               safe ? exit_done : exit_failed};
}

bool is_wanted(const Options& options) {
  if (options.yes || !is_asked()) return true;
  const std::string bake = options.bake ? *options.bake : "the bake time";
  return is_confirmed("rotate " + options.name + " to key " + options.ckn +
                      (options.keep_old ? ""
                                        : "\n  the old key is disassociated once the new one has "
                                          "carried the traffic for " +
                                              bake) +
                      "\ngo on");
}

std::optional<std::chrono::seconds> patience(const Options& options) {
  return options.timeout ? time_from(*options.timeout) : std::nullopt;
}

Result<Value> start(const Options& options, const Context& context, const UniqueFd& cak) {
  const auto checked = ask_agent(options, context, cak, true);
  if (!checked) return Failure{checked.error()};
  if (!context.json) write_out(checks_text(options.name, *checked, context.style));
  const bool safe = flag_member(*checked, "safe").value_or(false);
  if ((safe || options.force) && !is_wanted(options)) throw CLI::RuntimeError(exit_failed);
  auto reply = ask_agent(options, context, cak, false);  // which fails if it is not safe
  if (!reply) return Failure{reply.error()};
  if (!options.detach)
    return watch_rotation(context, {options.name, member(*reply, "rotation"), patience(options)});
  return Value{*std::move(reply),
               say(options.name + ": the rotation to key " + options.ckn +
                   " runs in macsecd\n  watch it: macsecctl rotate " + options.name)};
}

Result<Value> watch(const Options& options, const Context& context) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  const auto connection = describe_rotating(*client, options.name);
  if (!connection) return Failure{connection.error()};
  const Json& rotation = member(*connection, "rotation");
  if (rotation.is_null())
    return Failure{Error{Errc::incorrect_status, options.name + ": no rotation is under way",
                         "start one: macsecctl rotate " + options.name + " --ckn HEX"}};
  return watch_rotation(context, {options.name, rotation, patience(options)});
}

Result<Value> abort(const Options& options, const Context& context) {
  auto reply = context.call("AbortRotation", {{"connectionName", options.name}});
  if (!reply) return Failure{reply.error()};
  const Json& outcome = member(*reply, "outcome");
  const std::string words = text_member(outcome, "message").value_or("");
  const std::string more = text_member(outcome, "moreInfo").value_or("");
  return Value{*std::move(reply),
               say(options.name + ": the rotation is ended: " + words + "\n  " + more)};
}

Result<Value> run(const Options& options, const Context& context) {
  if (options.abort) return abort(options, context);
  if (!options.ckn.empty())
    if (const auto complaint = complaint_about_ckn(options.ckn))
      return Failure{macsec::within(options.name, *complaint)};
  if (options.ckn.empty() && !options.dry_run) return watch(options, context);
  const auto cak = cak_of(options);
  if (!cak) return Failure{cak.error()};
  if (!options.dry_run) return start(options, context, *cak);
  auto reply = ask_agent(options, context, *cak, true);
  if (!reply) return Failure{reply.error()};
  return answer(options, *std::move(reply));
}

void declare_start(CLI::App& app, Options& options) {
  auto* const ckn = app.add_option("--ckn", options.ckn,
                                   "name of the new key; without it a running rotation is watched")
                        ->type_name("HEX");
  options.cak.declare(app);
  for (const char* source : {"--cak-file", "--cak-credential"}) app.get_option(source)->needs(ckn);
  app.add_option("--bake", options.bake,
                 "so long the new key must carry the traffic before the old one is disassociated "
                 "(default: 5m)")
      ->type_name("TIME")
      ->check(check_time)
      ->needs(ckn);
  app.add_flag("--keep-old", options.keep_old, "leave the old key in service")->needs(ckn);
  app.add_flag("--detach", options.detach, "start it and do not watch")->needs(ckn);
}

}  // namespace

Action rotate(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  declare_start(app, *options);
  app.add_flag("--dry-run", options->dry_run, "tell whether it is safe now, and do nothing")
      ->excludes(app.get_option("--detach"));
  app.add_flag("--force", options->force, "also if it is not safe, unless it is not possible");
  app.add_flag("--yes", options->yes, "do not ask; only a terminal is asked");
  app.add_option("--timeout", options->timeout,
                 "how long to watch (default: to the end); the rotation goes on")
      ->type_name("TIME")
      ->check(check_time)
      ->excludes(app.get_option("--detach"));
  app.add_flag("--abort", options->abort,
               "end a running rotation; the new key goes unless the traffic uses it already")
      ->excludes(app.get_option("--ckn"), app.get_option("--dry-run"));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
