#include "watch/screen.hpp"

#include <algorithm>
#include <map>

#include "connection_facts.hpp"
#include "control/member.hpp"
#include "event_text.hpp"
#include "lag_text.hpp"
#include "magnitude.hpp"
#include "printable.hpp"
#include "vendor_spelling.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::text_member;
using Lines = std::vector<std::string>;

enum Column : std::size_t {
  dot,
  name,
  lag,
  mode,
  link,
  peer,
  suite,
  age,
  next,
  out,
  out_octets,
  in,
  in_octets
};
const std::vector<std::size_t> leaving{suite, lag,       mode,       peer, next,
                                       age,   in_octets, out_octets, in,   out};

// Of the rest of the screen, however many connections there are.
constexpr std::size_t least_event_lines = 4;

std::string per_second(const std::optional<Rate>& rate, double value, const char* unit) {
  return rate ? magnitude(value, unit) : no_cell;
}

Line line_of(const Json& connection, const Rates& rates) {
  const Link state = link_of(connection);
  const std::string called = text_member(connection, "connectionName").value_or("?");
  const auto rate = rates.of(called);
  const Rate shown = rate.value_or(Rate{});
  return {dot_of(state),
          {called, Colour::bold},
          {text_member(connection, "lagName").value_or("")},
          {text_member(connection, "encryptionMode").value_or("?")},
          link_cell(state),
          {peer_of(connection)},
          {text_member(connection, "cipherSuite").value_or("?")},
          {sak_age_of(connection)},
          {next_rekey_of(connection)},
          {per_second(rate, shown.out.frames, "/s")},
          {per_second(rate, shown.out.octets, "B/s")},
          {per_second(rate, shown.in.frames, "/s")},
          {per_second(rate, shown.in.octets, "B/s")}};
}

Line heading() {
  return {{" "},          {"NAME"},      {""},         {"MODE"},       {"LINK"},
          {"PEER"},       {"SUITE"},     {"SAK AGE"},  {"NEXT REKEY"}, {"OUT FRAMES"},
          {"OUT OCTETS"}, {"IN FRAMES"}, {"IN OCTETS"}};
}

std::string reasons_of(const Json& thing) {
  std::string words;
  for (const Json& reason : member(thing, "statusReasons"))
    words += (words.empty() ? "" : "; ") + text_member(reason, "message").value_or("");
  return words;
}

Colour colour_of_state(const std::string& state) {
  if (state == "associated") return Colour::green;
  return state == "failed"          ? Colour::red
         : state == "disassociated" ? Colour::plain
                                    : Colour::yellow;
}

// Cut to what fits, with the colour outside of what is cut.
std::string fit(const std::string& text, Colour colour, const Style& style) {
  const Line line{{text, colour}};
  return fitted(std::vector<Line>{line}, style, {}).front();
}

std::string key_line(const Json& key, const Style& style) {
  const bool governs = text_member(key, "role") == "principal";
  const std::string reasons = reasons_of(key);
  return fit(
      "     " + std::string(governs ? "*" : " ") +
          short_ckn(text_member(key, "ckn").value_or("?")) + "  " + key_state_of(key) +
          (flag_member(key, "pendingDeletion").value_or(false) ? "  deletion is planned" : "") +
          (reasons.empty() ? "" : "  " + reasons),
      colour_of_state(text_member(key, "state").value_or("")), style);
}

void add_details(Lines& lines, const Json& connection, const Rates& rates, const Style& style) {
  const auto rate = rates.of(text_member(connection, "connectionName").value_or(""));
  if (rate && rate->clear_frames >= 0.5)
    lines.push_back(
        fit("      in clear: " + magnitude(rate->clear_frames, "frames/s"), Colour::red, style));
  if (const std::string reasons = reasons_of(connection); !reasons.empty())
    lines.push_back(fit("      " + reasons, Colour::yellow, style));
  for (const Json& key : member(connection, "macSecKeys")) lines.push_back(key_line(key, style));
}

Lines connection_lines(const Board& board, const Style& style) {
  if (board.connections.empty()) return {"no connections"};
  std::vector<Json> all;
  for (const Json& connection : board.connections) all.push_back(respelled(connection, style));
  std::ranges::stable_sort(
      all, {}, [](const Json& one) { return text_member(one, "lagName").value_or(""); });
  std::vector<Line> cells{heading()};
  for (const Json& connection : all) cells.push_back(line_of(connection, board.rates));
  const Lines rows = fitted(std::move(cells), style, leaving);
  Lines lines{rows.front()};
  for (std::size_t i = 0; i < all.size(); ++i) {
    lines.push_back(rows[i + 1]);
    add_details(lines, all[i], board.rates, style);
  }
  return lines;
}

Lines lag_lines(const Board& board, const Style& style) {
  const std::string text = lags_overview(Json{{"lags", board.lags}}, style);
  Lines lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

std::string summary(const Board& board) {
  std::map<Link, std::size_t> count;
  for (const Json& connection : board.connections) ++count[link_of(connection)];
  std::string words = std::to_string(board.connections.size()) +
                      (board.connections.size() == 1 ? " connection" : " connections");
  for (const auto& [state, number] : count)
    words += ", " + std::to_string(number) + " " + link_cell(state).text;
  return words;
}

std::string title(const Board& board, const Style& style) {
  if (!board.trouble.empty()) return fit("macsecd: " + board.trouble, Colour::red, style);
  if (!board.filled) return fit("macsecd: no answer yet", Colour::yellow, style);
  return fit("macsecd: " + summary(board), Colour::bold, style);
}

Lines body(const Board& board, const Style& style) {
  if (!board.filled) return {};
  Lines lines = connection_lines(board, style);
  if (const Lines lags = lag_lines(board, style); !lags.empty()) {
    lines.emplace_back();
    lines.insert(lines.end(), lags.begin(), lags.end());
  }
  return lines;
}

Lines event_lines(const Board& board, const Style& style, std::size_t room) {
  Lines lines;
  const std::size_t shown = std::min(board.events.size(), room);
  for (std::size_t i = board.events.size() - shown; i < board.events.size(); ++i)
    lines.push_back(short_event_line(board.events[i], style));
  return lines;
}

// The lines that fit; the last one says what does not.
Lines window(const Lines& all, std::size_t room, std::size_t& scrolled, const Style& style) {
  if (all.size() <= room || room == 0) {
    scrolled = 0;
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), room))};
  }
  scrolled = std::min(scrolled, all.size() - room + 1);
  const auto from = all.begin() + static_cast<std::ptrdiff_t>(scrolled);
  Lines shown(from, from + static_cast<std::ptrdiff_t>(std::min(room - 1, all.size() - scrolled)));
  const std::size_t below = all.size() - scrolled - shown.size();
  shown.push_back(fit("… " + std::to_string(scrolled) + " lines above, " + std::to_string(below) +
                          " below: j and k scroll",
                      Colour::plain, style));
  return shown;
}

}  // namespace

Lines screen_lines(const Board& board, const Style& style, std::size_t rows,
                   std::size_t& scrolled) {
  Lines lines{title(board, style)};
  const std::size_t rest = rows > 1 ? rows - 1 : 0;
  const Lines all = body(board, style);
  const std::size_t for_events = std::min(board.events.size(), least_event_lines) + 1;
  const Lines shown = window(all, rest > for_events ? rest - for_events : rest, scrolled, style);
  lines.insert(lines.end(), shown.begin(), shown.end());
  if (lines.size() + 1 < rows && !board.events.empty()) {
    lines.push_back(style.paint(Colour::bold, cut("events", style.columns.value_or(80))));
    const Lines events = event_lines(board, style, rows - lines.size());
    lines.insert(lines.end(), events.begin(), events.end());
  }
  return lines;
}

std::string board_text(const Board& board, const Style& style) {
  std::string text = title(board, style) + "\n";
  for (const std::string& line : body(board, style)) text += line + "\n";
  if (!board.events.empty()) text += style.paint(Colour::bold, "events") + "\n";
  for (const std::string& line : event_lines(board, style, board.events.size()))
    text += line + "\n";
  return text;
}

}  // namespace macsecctl
