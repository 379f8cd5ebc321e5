#include "agent_names.hpp"
#include "candidates.hpp"
#include "commands.hpp"
#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::text_member;

// Who waits longer for a shell takes it for stuck.
constexpr std::chrono::milliseconds patience{300};

Json as_json(const Candidates& found) {
  Json list = Json::array();
  for (const Candidate& each : found.list)
    list.push_back({{"word", each.word}, {"description", each.description}});
  return Json{{"candidates", list}, {"files", found.files}};
}

std::string lines(const Json& json, const Style&) {
  std::string text;
  for (const Json& each : macsec::member(json, "candidates"))
    text += text_member(each, "word").value_or("") + "\t" +
            text_member(each, "description").value_or("") + "\n";
  return macsec::flag_member(json, "files").value_or(false) ? text + ":files\n" : text;
}

}  // namespace

Action complete(CLI::App& app) {
  const auto words = std::make_shared<std::vector<std::string>>();
  app.add_option("WORDS", *words, "what was typed behind macsecctl; the last word is not complete")
      ->type_name("");
  return [words, &app](Context& context) -> Result<Value> {
    end_after(patience);
    return Value{as_json(candidates_for(*app.get_parent(), *words, context)), lines};
  };
}

}  // namespace macsecctl
