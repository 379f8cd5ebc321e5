#include "completion.hpp"

#include "commands.hpp"
#include "control/member.hpp"

namespace macsecctl {

Action completion(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  app.add_option("SHELL", *shell, "bash or zsh")
      ->type_name("")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh"}));
  return [shell](Context&) -> Result<Value> {
    return Value{Json{{"script", completion_script(*shell)}}, [](const Json& json, const Style&) {
                   return macsec::text_member(json, "script").value_or("");
                 }};
  };
}

}  // namespace macsecctl
