#include "completion.hpp"

namespace macsecctl {
namespace {

std::string options_of(const CLI::App& app) {
  std::string words;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    for (const std::string& name : option->get_lnames()) words += " --" + name;
  }
  return words;
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  std::string names;
  std::string cases;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (sub->get_group().empty()) continue;
    std::string spellings = sub->get_name();
    names += " " + sub->get_name();
    for (const std::string& alias : sub->get_aliases()) {
      names += " " + alias;
      spellings += "|" + alias;
    }
    cases += "    " + spellings + ") words=\"" + options_of(*sub).substr(1) + "\" ;;\n";
  }
  return "# source <(macsecctl completion bash)\n"
         "_macsecctl() {\n"
         "  local words current=${COMP_WORDS[COMP_CWORD]}\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases + "    *) words=\"" + names.substr(1) + options_of(app) +
         "\" ;;\n"
         "  esac\n"
         "  [[ $current == -* || $COMP_CWORD == 1 ]] && "
         "COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "}\n"
         "complete -o default -F _macsecctl macsecctl\n";
}

}  // namespace macsecctl
