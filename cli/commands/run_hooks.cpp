#include <thread>

#include "commands.hpp"
#include "control/member.hpp"
#include "hooks/hook_directory.hpp"
#include "hooks/hook_runner.hpp"
#include "spelling.hpp"

namespace macsecctl {
namespace {

constexpr std::chrono::seconds pause_between_attempts(1);

struct Options {
  std::string directory = "/etc/macsecd/notify.d";
  std::string limit = "30s";
  std::string position;
  std::string test;

  std::chrono::milliseconds time_limit() const {
    return short_time_from(limit).value_or(std::chrono::seconds(30));
  }
};

// The event under way, and everything that was missed, again and again.
Result<void> follow(Client& client, HookRunner& runner) {
  Json parameters = Json::object();
  if (const auto position = runner.position())
    parameters = {{"run", position->run}, {"since", position->sequence}};
  std::string run;
  return client.call_more("Monitor", parameters, [&](const Json& reply) {
    if (macsec::flag_member(reply, "ready")) {
      run = macsec::text_member(reply, "run").value_or("");
      const auto sequence = macsec::number_member(reply, "sequence").value_or(0);
      if (!runner.position())
        runner.begin_at({run, static_cast<std::uint64_t>(std::max<std::int64_t>(sequence, 0))});
      if (const auto lost = macsec::number_member(reply, "lost").value_or(0); lost > 0)
        hook_log(std::to_string(lost) + " events were missed: the agent no longer keeps them");
    }
    if (const Json& event = macsec::member(reply, "event"); !event.is_null())
      runner.hand_out(run, event);
    return true;
  });
}

// The agent may be away, be restarted, or not want us: each is told once.
Result<Value> run_for_ever(Context& context, const Options& options) {
  HookRunner runner({options.directory, options.time_limit(), options.position});
  std::string told;
  for (;;) {
    std::string problem;
    if (auto client = context.connect()) {
      if (!told.empty()) hook_log("macsecd is back");
      told.clear();
      const auto ended = follow(*client, runner);
      problem = ended ? "macsecd ended the stream of events" : ended.error().what;
    } else {
      problem = client.error().what;
    }
    if (problem != told) hook_log(problem + ": waiting for it");
    told = problem;
    std::this_thread::sleep_for(pause_between_attempts);
  }
}

Json sample_event(const std::string& name) {
  return {{"time", "2026-01-31T12:00:00.000Z"},
          {"sequence", 0},
          {"event", name},
          {"connectionName", "test"},
          {"ckn", "00"},
          {"reason", "test"},
          {"message", "this is a test of the hooks"}};
}

Result<Value> try_once(const Options& options) {
  const HookDirectory found = read_hooks(options.directory);
  for (const std::string& problem : found.problems) hook_log(problem);
  if (found.hooks.empty())
    return Failure{Error{Errc::illegal_param, options.directory + " has no hook that can be run",
                         "see docs/events.md, and the example mail-owner"}};
  Json results = Json::array();
  bool well = found.problems.empty();
  for (const auto& hook : found.hooks) {
    const std::string name = hook.filename().string();
    const std::string fault =
        run_hook({hook, options.test, macsec::to_text(sample_event(options.test)) + "\n",
                  options.time_limit()},
                 [&](const std::string& line) { hook_log(name + ": " + line); });
    results.push_back({{"hook", hook.string()}, {"fault", fault.empty() ? Json() : Json(fault)}});
    well = well && fault.empty();
  }
  const auto text = [](const Json& json, const Style&) {
    std::string out;
    for (const Json& result : json["hooks"])
      out += result["hook"].get<std::string>() + ": " +
             (result["fault"].is_null() ? "done" : result["fault"].get<std::string>()) + "\n";
    return out;
  };
  return Value{Json{{"hooks", results}}, text, well ? 0 : 1};
}

}  // namespace

Action run_hooks(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("--directory", options->directory, "where the hooks are")
      ->capture_default_str()
      ->type_name("DIR");
  app.add_option("--timeout", options->limit, "how long a hook may take; then it is ended")
      ->capture_default_str()
      ->type_name("TIME")
      ->check(check_short_time);
  app.add_option("--position", options->position,
                 "a file in which to keep how far it got, for the time after a restart")
      ->type_name("FILE");
  app.add_option("--test", options->test, "run each hook once, with a made-up event of this name")
      ->type_name("EVENT");
  return [options](Context& context) {
    return options->test.empty() ? run_for_ever(context, *options) : try_once(*options);
  };
}

}  // namespace macsecctl
