#include "event_text.hpp"

#include "control/member.hpp"
#include "printable.hpp"
#include "table.hpp"

namespace macsecctl {
namespace {

using macsec::text_member;

std::string text_of(const Json& event, const char* name) {
  return printable(text_member(event, name).value_or("?"));
}

std::string shown_subject(const Json& event) {
  const std::string name = subject_of(event);
  return name.empty() ? no_cell : printable(name);
}

// Of 2026-01-31T12:00:00.000Z
std::string part_of(const std::string& time, std::size_t from, std::size_t length) {
  return time.size() < from + length ? time : time.substr(from, length);
}

}  // namespace

std::string subject_of(const Json& event) {
  return text_member(event, "connectionName").value_or(text_member(event, "lagName").value_or(""));
}

Colour colour_of(const Json& event) {
  const std::string severity = text_member(event, "severity").value_or("");
  return severity == "error" ? Colour::red : severity == "warning" ? Colour::yellow : Colour::plain;
}

std::string event_line(const Json& event, const Style& style) {
  return text_of(event, "time") + "  " + style.paint(Colour::bold, shown_subject(event)) + "  " +
         style.paint(colour_of(event), text_of(event, "event")) + "  " +
         printable(text_member(event, "message").value_or("")) + "\n";
}

std::string short_event_line(const Json& event, const Style& style) {
  const Line line{{part_of(text_of(event, "time"), 11, 8)},
                  {shown_subject(event), Colour::bold},
                  {text_of(event, "event"), colour_of(event)},
                  {text_member(event, "message").value_or("")}};
  return fitted(std::vector<Line>{line}, style, {}).front();
}

std::string last_event_text(const Json& event) {
  const std::string time = text_of(event, "time");
  return text_of(event, "event") + " " + part_of(time, 5, 5) + " " + part_of(time, 11, 5);
}

}  // namespace macsecctl
