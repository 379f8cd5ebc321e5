#include "overview_text.hpp"

#include <algorithm>
#include <vector>

#include "connection_facts.hpp"
#include "control/member.hpp"
#include "event_text.hpp"
#include "vendor_spelling.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

enum Column : std::size_t {
  dot,
  name,
  lag,
  device,
  mode,
  link,
  peer,
  suite,
  age,
  next,
  last,
  keys
};

// On a narrow screen: what another command tells as well goes first.
const std::vector<std::size_t> leaving{device, suite, last, age, next, peer, mode, lag, keys};

std::vector<Json> grouped(const Json& reply, const Style& style) {
  std::vector<Json> all;
  for (const Json& connection : member(reply, "connections"))
    all.push_back(respelled(connection, style));
  std::ranges::stable_sort(
      all, {}, [](const Json& one) { return text_member(one, "lagName").value_or(""); });
  return all;
}

Cell mode_of(const Json& connection) {
  const std::string mode = text_member(connection, "encryptionMode").value_or("?");
  return {mode, mode == "no_encrypt" ? Colour::red : Colour::plain};
}

std::string last_event_of(const Json& connection) {
  const Json& event = member(connection, "lastEvent");
  return event.is_null() ? no_cell : last_event_text(event);
}

Line line_of(const Json& connection) {
  const Link link = link_of(connection);
  return {dot_of(link),
          {text_member(connection, "connectionName").value_or("?"), Colour::bold},
          {text_member(connection, "lagName").value_or(no_cell)},
          {text_member(connection, "device").value_or("?")},
          mode_of(connection),
          link_cell(link),
          {peer_of(connection)},
          {text_member(connection, "cipherSuite").value_or("?")},
          {sak_age_of(connection)},
          {next_rekey_of(connection)},
          {last_event_of(connection)},
          {keys_of(connection)}};
}

Line heading() {
  return {{" "},    {"NAME"},  {"LAG"},     {"DEVICE"},     {"MODE"},       {"LINK"},
          {"PEER"}, {"SUITE"}, {"SAK AGE"}, {"NEXT REKEY"}, {"LAST EVENT"}, {"KEYS"}};
}

// A column that says nothing of anybody. Not with --brief, whose columns scripts may count.
void clear_unless_any(std::vector<Line>& lines, const std::vector<Json>& all, const char* wanted,
                      Column column) {
  if (std::ranges::any_of(all, [&](const Json& one) { return !member(one, wanted).is_null(); }))
    return;
  for (Line& line : lines) line[column].text.clear();
}

}  // namespace

std::string overview_text(const Json& reply, const Style& style) {
  const std::vector<Json> all = grouped(reply, style);
  if (all.empty())
    return style.brief ? ""
                       : "no connections yet\n  create one: macsecctl create-connection NAME "
                         "--interface IF\n";
  std::vector<Line> lines;
  if (!style.brief) lines.push_back(heading());
  for (const Json& connection : all) lines.push_back(line_of(connection));
  if (!style.brief) {
    clear_unless_any(lines, all, "lagName", lag);
    clear_unless_any(lines, all, "lastEvent", last);
  }
  std::string text;
  for (const std::string& row : fitted(std::move(lines), style, leaving)) text += row + "\n";
  return text;
}

}  // namespace macsecctl
