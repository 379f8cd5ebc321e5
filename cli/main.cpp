// macsecctl: tells macsecd what to do, and shows what it does.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <algorithm>
#include <csignal>
#include <cstdlib>

#include "arguments.hpp"
#include "command_groups.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "control/socket_path.hpp"
#include "help.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

struct Chosen {
  const char* name = "";
  Action action;
};

void add_common_options(CLI::App& app, Context& context) {
  app.add_option("--socket", context.socket,
                 std::string("control socket of macsecd (default: ") + macsec::default_socket_path +
                     ", or the variable " + macsec::socket_path_variable + ")")
      ->type_name("PATH");
  app.add_flag("-j,--json", context.json, "JSON for programs; its members never change, only grow");
}

void add_style(CLI::App& app, Context& context) {
  app.add_flag("--brief", context.style.brief, "one line each, without a heading");
  add_hex_case(app, context.style);
}

CLI::App* add_command(CLI::App& app, const Command& command, Context& context, Chosen& chosen) {
  CLI::App* const sub = app.add_subcommand(command.name, command.summary);
  if (*command.alias != '\0') sub->alias(command.alias);
  Action action = command.declare(*sub);
  add_common_options(*sub, context);
  if (command.declare == describe_connections || command.declare == describe_keys ||
      command.declare == describe_lags || command.declare == list_secrets)
    add_style(*sub, context);
  if (command.declare == diagnose)
    sub->add_flag("--brief", context.style.brief, "one line each: the reason alone");
  if (command.declare == generate_key) add_hex_case(*sub, context.style);
  sub->footer(std::string("Examples:\n") + command.examples);
  sub->callback([&chosen, &command, action = std::move(action)] {
    chosen = {command.name, action};
  });
  return sub;
}

void declare(CLI::App& app, Context& context, Chosen& chosen) {
  app.formatter(std::make_shared<Help>());
  app.require_subcommand(0, 1);
  app.set_version_flag("--version", "macsecctl " MACSECD_VERSION);
  app.footer(
      "macsecctl COMMAND --help shows a command's options and examples.\n"
      "Exit status: 0 done, 1 failed, 2 usage, from 10 one number per error.");
  chosen = {"", overview(app)};
  add_common_options(app, context);
  add_style(app, context);
  for (const Command* command : commands_in_groups())
    add_command(app, *command, context, chosen)->group(group_of(command->name));
  for (const Command& command : hidden_commands())
    add_command(app, command, context, chosen)->group("");
}

int usage_error(const CLI::App& app, const CLI::ParseError& error, const Chosen& chosen,
                bool json) {
  std::string what = error.what();
  if (what.starts_with("--connection-id ")) what.replace(0, 15, "NAME");  // its usual spelling
  const auto used = app.get_subcommands();
  const std::string name = used.empty() ? chosen.name : used.front()->get_name();
  return print_usage_error(name, without_keys(what),
                           "see: macsecctl " + name + (name.empty() ? "" : " ") + "--help", json);
}

int refuse_cak(bool json) {
  return print_usage_error(
      "", "--cak is refused: every user of this machine can see the arguments of a program",
      "put the CAK in a file and give --cak-file FILE, or --cak-file - for standard input; "
      "consider "
      "the key that was typed as known to others",
      json);
}

int run(CLI::App& app, std::vector<std::string> arguments, Context& context) {
  Chosen chosen;
  declare(app, context, chosen);
  try {
    app.parse(std::move(arguments));  // CLI11 takes them in reverse order
    auto value = chosen.action(context);
    if (!value) return print_error(chosen.name, value.error(), context.json);
    print(*value, context);
    return value->status;
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::RuntimeError& declined) {
    return declined.get_exit_code();
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error, chosen, context.json);
  }
}

// "help" and "help COMMAND" are spellings of --help.
std::vector<std::string> reversed(std::span<char*> arguments) {
  std::vector<std::string> words(arguments.begin(), arguments.end());
  if (!words.empty() && words.front() == "help") {
    words.erase(words.begin());
    words.push_back("--help");
  }
  return {words.rbegin(), words.rend()};
}

Context fresh_context() {
  Context context;
  const char* const variable = std::getenv(macsec::socket_path_variable);
  context.socket =
      variable != nullptr && *variable != '\0' ? variable : macsec::default_socket_path;
  context.style.colour = colour_is_wanted();
  context.style.columns = columns_of_terminal();
  return context;
}

}  // namespace
}  // namespace macsecctl

int main(int argc, char** argv) {
  using namespace macsecctl;
  std::signal(SIGPIPE, SIG_IGN);
  const std::span<char*> arguments(argv + 1, argc > 0 ? static_cast<std::size_t>(argc - 1) : 0);
  const bool json = std::any_of(arguments.begin(), arguments.end(), [](std::string_view word) {
    return word == "--json" || word == "-j";
  });
  // A key on a line that is still being typed is not used: it is wiped, and the line completed.
  if (scrub_cak(arguments) && arguments.front() != std::string_view("complete"))
    return refuse_cak(json);
  Context context = fresh_context();
  context.print = [&context](const Value& value) { print_line(value, context); };
  CLI::App app("Secures Ethernet links with MACsec: tells macsecd what to do.", "macsecctl");
  return run(app, reversed(arguments), context);
}
