#include <iostream>

#include "commands.hpp"
#include "common_options.hpp"
#include "control/member.hpp"
#include "event_filter.hpp"
#include "event_stream.hpp"
#include "event_text.hpp"

namespace macsecctl {
namespace {

using macsec::member;

// All that the agent keeps.
constexpr int whole_history = 500;

struct Options {
  std::string name;
  std::optional<std::string> history;  // a number, or all
  bool no_follow = false;
  bool no_reconnect = false;
  EventFilter filter;

  // Who looks back, or does not wait, wants all of it if nothing else is said.
  int wanted_history() const {
    if (history) return history == "all" ? whole_history : std::stoi(*history);
    return no_follow || !filter.since.empty() ? whole_history : 0;
  }
};

std::string check_history(const std::string& text) {
  if (text == "all") return "";
  const bool number = !text.empty() && text.size() <= 3 &&
                      text.find_first_not_of("0123456789") == std::string::npos;
  if (number && std::stoi(text) <= whole_history) return "";
  return text + " is no number up to 500, which are all that macsecd keeps; nor is it: all";
}

std::string line(const Json& reply, const Style& style) {
  const Json& event = member(reply, "event");
  return event.is_null() ? "" : event_line(event, style);
}

Json parameters_of(const Options& options) {
  Json parameters = Json::object();
  if (!options.name.empty()) parameters["connectionName"] = options.name;
  if (const int history = options.wanted_history(); history > 0) parameters["history"] = history;
  if (options.no_follow) parameters["follow"] = false;
  return parameters;
}

void declare(CLI::App& app, Options& options) {
  add_name(app, options.name);
  app.add_option("--history", options.history,
                 "the last so many events first, or all that are kept")
      ->type_name("N|all")
      ->check(check_history);
  options.filter.declare(app);
  app.add_flag("--no-follow", options.no_follow,
               "end after what has happened; then --history is all");
  app.add_flag("--no-reconnect", options.no_reconnect,
               "end when macsecd goes away, instead of going on where it was");
}

}  // namespace

Action monitor(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  declare(app, *options);
  return [options](Context& context) -> Result<Value> {
    options->filter.begin();
    EventStream stream;
    stream.parameters = parameters_of(*options);
    stream.reconnects = !options->no_reconnect;
    stream.notice = [](const std::string& sentence) {
      std::cerr << "macsecctl: monitor: " << sentence << "\n";
    };
    stream.reply = [&](const Json& reply) {
      const Json& event = member(reply, "event");
      if (event.is_null() || options->filter.admits(event)) context.print(Value{reply, line});
    };
    if (const auto ended = follow(context, stream); !ended) return Failure{ended.error()};
    return Value{};
  };
}

}  // namespace macsecctl
