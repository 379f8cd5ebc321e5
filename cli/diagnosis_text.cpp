#include "diagnosis_text.hpp"

#include "control/member.hpp"
#include "table.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::Json;
using macsec::member;
using macsec::text_member;

std::string text_of(const Json& thing, const char* name) {
  return text_member(thing, name).value_or("");
}

std::string evidence_lines(const Json& evidence, const Style& style) {
  std::vector<Line> lines;
  for (const Json& one : evidence)
    lines.push_back({{" "}, {text_of(one, "name")}, {text_of(one, "message")}});
  return lines.empty() ? "" : "  seen:\n" + aligned(lines, style);
}

std::string also_lines(const Json& also, const Style& style) {
  std::string out;
  for (const Json& reason : also) {
    const std::string more = text_of(reason, "moreInfo");
    out += "  also: " + style.paint(Colour::yellow, text_of(reason, "code")) + ": " +
           text_of(reason, "message") + "\n" + (more.empty() ? "" : "    " + more + "\n");
  }
  return out;
}

}  // namespace

std::string diagnosis_text(const Json& diagnosis, const Style& style) {
  const bool healthy = flag_member(diagnosis, "healthy").value_or(false);
  const std::string code =
      style.paint(healthy ? Colour::green : Colour::red, text_of(diagnosis, "code"));
  const std::string more = text_of(diagnosis, "moreInfo");
  std::string out = style.paint(Colour::bold, text_of(diagnosis, "connectionName")) + ": " + code +
                    ": " + text_of(diagnosis, "message") + "\n";
  if (style.brief) return out;
  if (!more.empty()) out += "  what to do: " + more + "\n";
  return out + also_lines(member(diagnosis, "also"), style) +
         evidence_lines(member(diagnosis, "evidence"), style);
}

}  // namespace macsecctl
