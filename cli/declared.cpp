#include "declared.hpp"

#include <algorithm>
#include <sstream>

namespace macsecctl {
namespace {

// CLI11 tells a choice as the validator's description: CASE:{upper,lower}
std::vector<std::string> choice_in(const std::string& type) {
  const auto begin = type.find('{');
  if (begin == type.npos) return {};
  std::istringstream listed(type.substr(begin + 1, type.find('}', begin) - begin - 1));
  std::vector<std::string> words;
  for (std::string word; std::getline(listed, word, ',');) words.push_back(word);
  return words;
}

std::string value_of(const CLI::Option& option, const std::string& positional) {
  if (option.get_type_size_max() == 0) return "";
  const std::string type = option.get_type_name();
  const std::string name = type.substr(0, type.find(':'));
  return name.empty() ? positional : name;
}

DeclaredOption declared(const CLI::Option& option) {
  DeclaredOption out{.positional = option.get_name(true, false),
                     .names = {},
                     .value = {},
                     .choice = choice_in(option.get_type_name()),
                     .description = option.get_description(),
                     .required = option.get_required()};
  if (!option.get_positional()) out.positional.clear();
  for (const std::string& name : option.get_snames()) out.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) out.names.push_back("--" + name);
  out.value = value_of(option, out.positional);
  return out;
}

}  // namespace

std::vector<DeclaredOption> declared_options(const CLI::App& command) {
  std::vector<DeclaredOption> options;
  for (const CLI::Option* option : command.get_options())
    if (!option->get_group().empty()) options.push_back(declared(*option));
  return options;
}

bool is_common(const DeclaredOption& option) {
  return !option.names.empty() &&
         (option.names.back() == "--help" || option.names.back() == "--socket" ||
          option.names.back() == "--json");
}

const CLI::App* find_command(const CLI::App& whole, const std::string& name_or_alias) {
  const auto found = whole.get_subcommands([&](const CLI::App* sub) {
    const auto& aliases = sub->get_aliases();
    return sub->get_name() == name_or_alias ||
           std::find(aliases.begin(), aliases.end(), name_or_alias) != aliases.end();
  });
  return found.empty() ? nullptr : found.front();
}

}  // namespace macsecctl
