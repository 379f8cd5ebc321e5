#include "overview_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "await.hpp"
#include "control/member.hpp"
#include "spelling.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

constexpr std::size_t short_ckn_digits = 8;
constexpr const char* nothing = "-";

struct Cell {
  std::string text;
  Colour colour = Colour::plain;
};
using Line = std::vector<Cell>;

const Json& principal_of(const Json& connection) {
  for (const Json& participant : member(member(connection, "mka"), "participants"))
    if (flag_member(participant, "principal").value_or(false)) return participant;
  return member(connection, "no principal");
}

std::string peer_of(const Json& principal) {
  const Json& live = member(member(principal, "peers"), "live");
  if (!live.is_array() || live.empty()) return nothing;
  const std::string first = text_member(live.front(), "sci").value_or(nothing);
  return live.size() == 1 ? first : first + "+" + std::to_string(live.size() - 1);
}

std::string short_ckn_of(const Json& principal) {
  return text_member(principal, "ckn").value_or(nothing).substr(0, short_ckn_digits);
}

std::string sak_age_of(const Json& connection) {
  const auto age = number_member(member(member(connection, "mka"), "latestSak"), "ageMs");
  return age ? age_text(*age) : nothing;
}

Line line_of(const Json& connection) {
  const bool secured = is_secured(connection);
  const bool clear = passes_clear_text(connection);
  const Json& principal = principal_of(connection);
  const Colour health = secured ? Colour::green : clear ? Colour::red : Colour::yellow;
  return {{secured ? "●" : "○", health},
          {text_member(connection, "connectionName").value_or("?"), Colour::bold},
          {text_member(connection, "device").value_or("?")},
          {text_member(connection, "encryptionMode").value_or("?")},
          {secured ? "secured"
           : clear ? "CLEAR"
                   : "blocked",
           health},
          {peer_of(principal)},
          {short_ckn_of(principal)},
          {text_member(connection, "cipherSuite").value_or("?")},
          {sak_age_of(connection)}};
}

// Characters, not octets: continuation octets of UTF-8 take no room.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string aligned(const std::vector<Line>& lines, const Style& style) {
  std::vector<std::size_t> widths(lines.front().size(), 0);
  for (const Line& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], width(line[i].text));
  std::string text;
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += style.paint(line[i].colour, line[i].text);
      if (i + 1 < line.size()) text += std::string(widths[i] - width(line[i].text) + 2, ' ');
    }
    text += '\n';
  }
  return text;
}

}  // namespace

bool passes_clear_text(const Json& connection) {
  const std::string mode = text_member(connection, "encryptionMode").value_or("");
  return mode == "no_encrypt" || (mode == "should_encrypt" && !is_secured(connection));
}

std::string overview_text(const Json& reply, const Style& style) {
  const Json& all = member(reply, "connections");
  if (!all.is_array() || all.empty())
    return style.brief ? ""
                       : "no connections yet\n  create one: macsecctl create-connection NAME "
                         "--interface IF\n";
  std::vector<Line> lines;
  if (!style.brief)
    lines.push_back({{" "},
                     {"NAME"},
                     {"DEVICE"},
                     {"MODE"},
                     {"LINK"},
                     {"PEER"},
                     {"CKN"},
                     {"SUITE"},
                     {"SAK AGE"}});
  for (const Json& connection : all) lines.push_back(line_of(connection));
  return aligned(lines, style);
}

}  // namespace macsecctl
