#include <fstream>
#include <sstream>

#include "commands.hpp"
#include "control/member.hpp"
#include "manual/command_sections.hpp"

namespace macsecctl {
namespace {

// A line @commands@ or @exit-statuses@ of the frame gives way to what the table says.
Result<std::string> filled(const std::string& path, const CLI::App& whole) {
  std::ifstream frame(path);
  if (!frame)
    return Failure{Error{Errc::illegal_param, path + ": cannot be read",
                         "name the frame of the page: docs/man/macsecctl.8.in"}};
  std::string page;
  for (std::string line; std::getline(frame, line);) {
    if (line == "@commands@")
      page += command_sections(whole);
    else if (line == "@exit-statuses@")
      page += exit_status_list();
    else
      page += line + "\n";
  }
  return page;
}

}  // namespace

Action manual(CLI::App& app) {
  const auto frame = std::make_shared<std::string>();
  app.add_option("FRAME", *frame, "the page without what the table of commands says")
      ->type_name("")
      ->required();
  return [frame, &app](Context&) -> Result<Value> {
    auto page = filled(*frame, *app.get_parent());
    if (!page) return Failure{page.error()};
    return Value{command_table(*app.get_parent()),
                 [page = *std::move(page)](const Json&, const Style&) { return page; }};
  };
}

}  // namespace macsecctl
