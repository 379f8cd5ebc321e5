// Help as the rows tell it: CLI11 lays out the options, the synopsis is ours.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Formatter.hpp>
#include <string>

#include "commands.hpp"

namespace macsecctl {

class Help : public CLI::Formatter {
 public:
  // A hidden option leaves the blank line of its empty group behind.
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    return CLI::detail::find_and_replace(Formatter::make_help(app, std::move(name), mode), "\n\n\n",
                                         "\n\n");
  }
  std::string make_usage(const CLI::App* app, std::string) const override {
    for (const Command& command : commands())
      if (app->get_name() == command.name)
        return std::string("Usage: macsecctl ") + command.name + " " + command.synopsis + "\n" +
               (*command.alias != '\0' ? std::string("Also:  macsecctl ") + command.alias + "\n"
                                       : "");
    return "Usage: macsecctl [COMMAND] [OPTIONS]\nWithout a command: one line per connection.\n";
  }
};

}  // namespace macsecctl
