#include "common_options.hpp"
#include "config/apply.hpp"
#include "config/plan_text.hpp"
#include "confirm.hpp"
#include "commands.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string what;
  std::string directory = default_config_directory;
  PlanOptions plan;
  bool dry_run = false;
  bool yes = false;
};

struct Reading {
  std::vector<ConfigFile> files;
  std::vector<WishedConnection> wishes;
  Complaints complaints;
};

// The wishes refer to the files: both stay where they are.
Result<std::unique_ptr<Reading>> read(const Options& options) {
  auto reading = std::make_unique<Reading>();
  auto files = read_config(options.directory, reading->complaints);
  if (!files) return Failure{files.error()};
  reading->files = *std::move(files);
  reading->wishes = wishes_of(reading->files, reading->complaints);
  put_in_order(reading->complaints);
  return reading;
}

Value verdict(const Reading& reading, bool asked) {
  Json json{{"files", reading.files.size()},
            {"connections", reading.wishes.size()},
            {"agentAsked", asked},
            {"problems", json_of(reading.complaints)}};
  std::string words;
  for (const Complaint& c : reading.complaints)
    words += text_of(c) + "\n" + (c.hint.empty() ? "" : "  " + c.hint + "\n");
  if (reading.complaints.empty())
    words = "connections: " + std::to_string(reading.wishes.size()) +
            ", files: " + std::to_string(reading.files.size()) + ", all well-formed" +
            (asked ? ", and macsecd would take them\n"
                   : "; macsecd does not run: it was not asked about values\n");
  return Value{std::move(json), [words](const Json&, const Style&) { return words; },
               reading.complaints.empty() ? exit_done : exit_failed};
}

Result<Value> check(const Options& options, const Context& context) {
  auto reading = read(options);
  if (!reading) return Failure{reading.error()};
  auto client = context.connect();
  if (!client && client.error().code != Errc::agent_unreachable) return Failure{client.error()};
  if (!client) return verdict(**reading, false);
  const auto plan = plan_for(*client, (*reading)->wishes, options.plan, (*reading)->complaints);
  if (!plan) return Failure{plan.error()};
  put_in_order((*reading)->complaints);
  return verdict(**reading, true);
}

// All of it is right, or nothing is done.
Result<Plan> plan_of(Client& client, const Options& options) {
  auto reading = read(options);
  if (!reading) return Failure{reading.error()};
  Complaints& complaints = (*reading)->complaints;
  if (!complaints.empty()) return Failure{error_of(complaints)};
  auto plan = plan_for(client, (*reading)->wishes, options.plan, complaints);
  put_in_order(complaints);
  if (plan && !complaints.empty()) return Failure{error_of(complaints)};
  return plan;
}

Value shown(const Plan& plan, int status) {
  return Value{json_of(plan),
               [plan](const Json&, const Style& style) { return text_of(plan, style); }, status};
}

bool is_wanted(const Plan& plan, const Options& options, const Context& context) {
  bool disturbs = false;
  for (const Step& step : plan.steps) disturbs = disturbs || !step.disturbance.empty();
  if (!disturbs || options.yes || !is_asked()) return true;
  if (!context.json) write_out(text_of(plan, context.style));
  return is_confirmed("go on");
}

Result<Value> apply(const Options& options, const Context& context) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  const auto plan = plan_of(*client, options);
  if (!plan) return Failure{plan.error()};
  if (options.dry_run) return shown(*plan, exit_done);
  if (!is_wanted(*plan, options, context)) throw CLI::RuntimeError(exit_failed);
  ApplyOptions following{.force = options.plan.force, .done = {}};
  if (!context.json)
    following.done = [&](const Step& step) { write_out(text_of(step, context.style)); };
  if (auto done = macsecctl::apply(*client, *plan, following); !done) return Failure{done.error()};
  if (!context.json && !plan->steps.empty()) return Value{};
  return shown(*plan, exit_done);
}

Result<Value> diff(const Options& options, const Context& context) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  const auto plan = plan_of(*client, options);
  if (!plan) return Failure{plan.error()};
  return shown(*plan, plan->steps.empty() ? exit_done : exit_failed);
}

}  // namespace

Action config(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("WHAT", options->what,
                 "check the files; diff: what would change, 1 if anything; apply it")
      ->type_name("")
      ->required()
      ->check(CLI::IsMember({"check", "diff", "apply"}));
  app.add_option("--dir", options->directory, "where the files are (default: /etc/macsecd)")
      ->type_name("DIR");
  app.add_flag("--prune", options->plan.prune,
               "connections, and keys of connections that list theirs, go if no file has them");
  app.add_flag("--force", options->plan.force,
               "also a suite without XPN on a port of 100 Gb/s or more, and keys go out of use "
               "whatever that does to the traffic");
  app.add_flag("--dry-run", options->dry_run, "apply: tell what would be done, and do nothing");
  app.add_flag("--yes", options->yes,
               "apply: do not ask, on a terminal, before traffic is disturbed");
  return [options](Context& context) -> Result<Value> {
    if (options->what == "check") return check(*options, context);
    return options->what == "diff" ? diff(*options, context) : apply(*options, context);
  };
}

}  // namespace macsecctl
