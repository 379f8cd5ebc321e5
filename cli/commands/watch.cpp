#include "await.hpp"
#include "commands.hpp"
#include "spelling.hpp"
#include "watch/terminal.hpp"
#include "watch/watch_loop.hpp"

namespace macsecctl {
namespace {

// Whoever may not look, or names what nobody has, learns it here: the screen would stay empty.
Result<void> check_names(const Context& context, const std::vector<std::string>& names) {
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  if (const auto all = client->call("DescribeConnections"); !all) return Failure{all.error()};
  for (const std::string& name : names)
    if (const auto there = describe_all(*client, name); !there) return Failure{there.error()};
  return {};
}

std::string check_interval(const std::string& text) {
  const auto time = short_time_from(text);
  if (time && *time >= std::chrono::milliseconds(250)) return "";
  return text + " is no interval: write 250ms or more, 2s or 1m";
}

}  // namespace

Action watch(CLI::App& app) {
  const auto settings = std::make_shared<AgentFeed::Settings>();
  const auto interval = std::make_shared<std::string>("1s");
  const auto once = std::make_shared<bool>(false);
  app.add_option("NAME", settings->names, "these connections and LAGs only")->type_name("");
  app.add_option("--interval", *interval, "how often the counters are read; changes show at once")
      ->capture_default_str()
      ->type_name("TIME")
      ->check(check_interval);
  app.add_flag("--once", *once, "print it once and end, as is done where there is no terminal");
  return [settings, interval, once](Context& context) -> Result<Value> {
    settings->interval = *short_time_from(*interval);
    if (auto known = check_names(context, settings->names); !known) return Failure{known.error()};
    if (*once || context.json || !Terminal::is_there()) return watch_once(context, *settings);
    return watch_on_terminal(context, *settings);
  };
}

}  // namespace macsecctl
