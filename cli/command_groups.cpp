#include "command_groups.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "commands.hpp"

namespace macsecctl {
namespace {

struct CommandGroup {
  const char* title;
  const char* names;  // with blanks between them
};

constexpr const char* no_group = "Other commands";

// The first group is the way of a first link, from top to bottom.
constexpr std::array groups{
    CommandGroup{"Bring up a link",
                 "setup check create-connection generate-key associate-key generate-peer-config "
                 "wait"},
    CommandGroup{
        "Look", "describe-connections describe-keys watch monitor metrics diagnose capture decode"},
    CommandGroup{"Change and take down",
                 "update-connection rekey rotate reassociate-key disassociate-key delete-key down "
                 "up delete-connection"},
    CommandGroup{"LAGs",
                 "create-lag update-lag associate-connection-with-lag "
                 "disassociate-connection-from-lag describe-lags delete-lag"},
    CommandGroup{"Secrets",
                 "import-secret list-secrets grant-secrets revoke-secrets schedule-key-deletion "
                 "cancel-key-deletion delete-secret keystore"},
    CommandGroup{"Files, services and shells", "config import run-hooks bench completion"},
};

bool holds(const CommandGroup& group, std::string_view command) {
  std::istringstream names(group.names);
  for (std::string name; names >> name;)
    if (name == command) return true;
  return false;
}

const Command* find(std::string_view name) {
  const auto all = commands();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const char* group_of(std::string_view command) {
  for (const CommandGroup& group : groups)
    if (holds(group, command)) return group.title;
  return no_group;
}

std::vector<const Command*> commands_in_groups() {
  std::vector<const Command*> ordered;
  for (const CommandGroup& group : groups) {
    std::istringstream names(group.names);
    for (std::string name; names >> name;)
      if (const Command* const command = find(name)) ordered.push_back(command);
  }
  for (const Command& command : commands())
    if (group_of(command.name) == std::string_view(no_group)) ordered.push_back(&command);
  return ordered;
}

}  // namespace macsecctl
