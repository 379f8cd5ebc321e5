#include "manual/command_sections.hpp"

#include <algorithm>

#include "command_groups.hpp"
#include "declared.hpp"
#include "error_meanings.hpp"
#include "manual/mdoc.hpp"

namespace macsecctl {
namespace {

using macsec::Json;

std::string option_heading(const DeclaredOption& option) {
  std::string line;
  if (!option.positional.empty()) line += " Ar " + mdoc::word(option.positional);
  for (const std::string& name : option.names) {
    if (!line.empty()) line += " ,";
    line += " Fl " + mdoc::word(name.substr(1));
    if (!option.value.empty()) line += " Ar " + mdoc::word(option.value);
  }
  return ".It" + line + "\n";
}

// Help shows a declared choice at the option; here it stands in the text, unless that names it.
std::string described(const DeclaredOption& option) {
  std::string words = option.description;
  const bool named = std::all_of(option.choice.begin(), option.choice.end(),
                                 [&](auto& each) { return words.find(each) != words.npos; });
  if (!named) words += ": ";
  for (std::size_t i = 0; !named && i < option.choice.size(); ++i)
    words += (i == 0 ? "" : i + 1 == option.choice.size() ? " or " : ", ") + option.choice[i];
  return mdoc::text(words) + "\n";
}

std::string option_list(const CLI::App& app) {
  std::string list;
  for (const DeclaredOption& option : declared_options(app))
    if (!is_common(option)) list += option_heading(option) + described(option);
  return list.empty() ? "" : ".Bl -tag -width 4n -compact\n" + list + ".El\n";
}

std::string without_indent(std::string_view examples) {
  std::string out(examples.substr(examples.starts_with("  ") ? 2 : 0));
  for (std::size_t at = 0; (at = out.find("\n  ", at)) != out.npos; ++at) out.erase(at + 1, 2);
  return out;
}

std::string command_section(const CLI::App& whole, const Command& command) {
  std::string out = ".It Ic " + mdoc::word(command.name) + mdoc::synopsis(command.synopsis) + "\n" +
                    mdoc::text(command.summary) + ".\n";
  if (*command.alias != '\0') out += "Also written\n.Ic " + mdoc::word(command.alias) + " .\n";
  out += option_list(*find_command(whole, command.name));
  return out + ".Pp\n" + mdoc::literal_block(without_indent(command.examples));
}

Json as_json(const DeclaredOption& option) {
  return Json{{"positional", option.positional},
              {"names", option.names},
              {"value", option.value},
              {"choice", option.choice},
              {"description", option.description},
              {"required", option.required},
              {"common", is_common(option)}};
}

Json as_json(const CLI::App& whole, const Command& command) {
  Json options = Json::array();
  for (const DeclaredOption& option : declared_options(*find_command(whole, command.name)))
    options.push_back(as_json(option));
  return Json{{"name", command.name},
              {"alias", command.alias},
              {"group", group_of(command.name)},
              {"synopsis", command.synopsis},
              {"summary", command.summary},
              {"examples", command.examples},
              {"options", std::move(options)}};
}

}  // namespace

std::string command_sections(const CLI::App& whole) {
  std::string out;
  const char* group = nullptr;
  for (const Command* command : commands_in_groups()) {
    if (group != group_of(command->name)) {
      if (group != nullptr) out += ".El\n";
      group = group_of(command->name);
      out += ".Ss " + mdoc::text(group) + "\n.Bl -tag -width 4n\n";
    }
    out += command_section(whole, *command);
  }
  return out + ".El\n";
}

std::string exit_status_list() {
  std::string out = ".Bl -tag -width 4n -compact\n";
  for (const ErrorMeaning& each : error_meanings())
    out += ".It " + std::to_string(macsec::exit_status(each.code)) + "\n.Sy " +
           std::string(macsec::name_of(each.code)) + " :\n" + mdoc::text(each.meaning) + "\n";
  return out + ".El\n";
}

Json command_table(const CLI::App& whole) {
  Json commands = Json::array();
  for (const Command* command : commands_in_groups()) commands.push_back(as_json(whole, *command));
  Json errors = Json::array();
  for (const ErrorMeaning& each : error_meanings())
    errors.push_back({{"name", macsec::name_of(each.code)},
                      {"exitStatus", macsec::exit_status(each.code)},
                      {"meaning", each.meaning}});
  return Json{{"commands", std::move(commands)}, {"errors", std::move(errors)}};
}

}  // namespace macsecctl
