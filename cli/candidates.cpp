#include "candidates.hpp"

#include <algorithm>
#include <filesystem>

#include "agent_names.hpp"
#include "command_groups.hpp"
#include "completion_values.hpp"
#include "declared.hpp"

namespace macsecctl {
namespace {

// What stands before the word that is being typed, understood as far as it goes.
struct Line {
  const CLI::App* command;
  std::vector<DeclaredOption> options{};
  std::vector<std::string> given{};        // options, as typed
  std::vector<std::string> arguments{};    // without --
  std::optional<DeclaredOption> awaits{};  // the value of this one comes next
  bool only_arguments = false;             // behind --

  void enter(const CLI::App& into) {
    command = &into;
    options = declared_options(into);
    arguments.clear();
  }
  const DeclaredOption* option(const std::string& name) const {
    for (const DeclaredOption& each : options)
      if (std::find(each.names.begin(), each.names.end(), name) != each.names.end()) return &each;
    return nullptr;
  }
};

bool looks_like_option(const std::string& word) { return word.size() > 1 && word.front() == '-'; }

void take_option(Line& line, const std::string& word) {
  const auto equals = word.find('=');
  const std::string name = word.substr(0, equals);
  line.given.push_back(name);
  const DeclaredOption* const option = line.option(name);
  if (option != nullptr && !option->value.empty() && equals == word.npos) line.awaits = *option;
}

void take(Line& line, const CLI::App& whole, const std::string& word) {
  if (line.awaits) {
    if (word == "=") return;  // bash splits --option=value in three
    line.awaits.reset();
  } else if (word == "--") {
    line.only_arguments = true;
  } else if (!line.only_arguments && looks_like_option(word)) {
    take_option(line, word);
  } else if (const CLI::App* const sub =
                 line.command == &whole ? find_command(whole, word) : nullptr) {
    line.enter(*sub);
  } else {
    line.arguments.push_back(word);
  }
}

void add(Candidates& to, const std::string& typed, const std::string& word,
         const std::string& description = {}) {
  if (word.starts_with(typed)) to.list.push_back({word, description});
}

std::vector<std::string> interfaces() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& each : std::filesystem::directory_iterator("/sys/class/net", error))
    if (each.path().filename() != "lo") names.push_back(each.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> values(const ValueSource& source, const Line& line,
                                const Context& context) {
  if (source.kind == Values::words) return source.words;
  if (source.kind == Values::interfaces) return interfaces();
  return names_from_agent(context, source.kind,
                          line.arguments.empty() ? "" : line.arguments.front());
}

// `kept`: of the word, what goes before the value: --option=
void add_values(Candidates& to, const Line& line, const DeclaredOption& option,
                const std::string& typed, std::string kept, const Context& context) {
  const ValueSource source = values_of(line.command->get_name(), option);
  to.files = source.kind == Values::files;
  if (to.files || source.kind == Values::anything) return;
  std::string last = typed;
  if (const auto comma = typed.rfind(','); source.list && comma != typed.npos) {
    kept += typed.substr(0, comma + 1);
    last = typed.substr(comma + 1);
  }
  for (const std::string& value : values(source, line, context))
    if (value.starts_with(last)) to.list.push_back({kept + value});
}

void add_options(Candidates& to, const Line& line, const std::string& typed) {
  for (const DeclaredOption& option : line.options) {
    if (option.names.empty()) continue;
    const bool given = std::any_of(option.names.begin(), option.names.end(), [&](auto& name) {
      return std::find(line.given.begin(), line.given.end(), name) != line.given.end();
    });
    if (!given) add(to, typed, option.names.back(), option.description);
  }
}

void add_commands(Candidates& to, const std::string& typed) {
  for (const Command* command : commands_in_groups()) {
    add(to, typed, command->name, command->summary);
    if (!typed.empty() && *command->alias != '\0') add(to, typed, command->alias, command->summary);
  }
}

void add_argument(Candidates& to, const Line& line, const std::string& typed,
                  const Context& context) {
  std::size_t before = line.arguments.size();
  for (const DeclaredOption& option : line.options)
    if (!option.positional.empty() && before-- == 0)
      return add_values(to, line, option, typed, "", context);
}

// --option=val
void add_joined_value(Candidates& to, const Line& line, const std::string& typed,
                      const Context& context) {
  const auto value = typed.find('=') + 1;
  if (const DeclaredOption* const option = line.option(typed.substr(0, value - 1)))
    add_values(to, line, *option, typed.substr(value), typed.substr(0, value), context);
}

// Also takes the socket that the line names: the agent there knows the names.
Line understood(const CLI::App& whole, const std::vector<std::string>& words, Context& context) {
  Line line{.command = &whole, .options = declared_options(whole)};
  for (const std::string& word : words) {
    if (line.awaits && line.awaits->names.back() == "--socket" && word != "=")
      context.socket = word;
    take(line, whole, word);
  }
  return line;
}

}  // namespace

Candidates candidates_for(const CLI::App& whole, std::vector<std::string> words, Context context) {
  if (words.empty()) words.emplace_back();
  const std::string typed = words.back();
  words.pop_back();
  if (!words.empty() && words.front() == "help") words.erase(words.begin());
  const Line line = understood(whole, words, context);
  const bool option = !line.only_arguments && typed.starts_with("-");
  Candidates found;
  if (line.awaits)
    add_values(found, line, *line.awaits, typed == "=" ? "" : typed, "", context);
  else if (option && typed.find('=') != typed.npos)
    add_joined_value(found, line, typed, context);
  else if (option)
    add_options(found, line, typed);
  else if (line.command == &whole)
    add_commands(found, typed);
  else
    add_argument(found, line, typed, context);
  return found;
}

}  // namespace macsecctl
