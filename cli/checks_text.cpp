#include "checks_text.hpp"

#include <array>

#include "control/member.hpp"
#include "table.hpp"

namespace macsecctl {
namespace {

using macsec::Json;
using macsec::text_member;

struct Result {
  const char* code;
  const char* words;
  Colour colour;
};

constexpr std::array results{Result{"ok", "ok", Colour::green},
                             Result{"info", "info", Colour::plain},
                             Result{"warning", "warning", Colour::yellow},
                             Result{"failed", "FAILED", Colour::red},
                             Result{"unsafe", "not safe", Colour::red},
                             Result{"impossible", "not possible", Colour::red}};

Cell result_of(const Json& check) {
  const std::string code = text_member(check, "result").value_or("?");
  for (const Result& result : results)
    if (code == result.code) return {result.words, result.colour};
  return {code};
}

}  // namespace

std::string check_lines(const Json& checks, const Style& style) {
  std::vector<Line> lines;
  for (const Json& check : checks) {
    const Cell result = result_of(check);
    lines.push_back({{" "}, result, {text_member(check, "message").value_or("?")}});
    const auto more = text_member(check, "moreInfo");
    if (more) lines.push_back({{" "}, {""}, {"  " + *more}});
  }
  return lines.empty() ? "" : aligned(lines, style);
}

}  // namespace macsecctl
