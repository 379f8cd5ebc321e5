#include "overview_text.hpp"

#include <vector>

#include "await.hpp"
#include "control/member.hpp"
#include "spelling.hpp"
#include "table.hpp"
#include "vendor_spelling.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

constexpr std::size_t short_ckn_digits = 8;

const Json& principal_of(const Json& connection) {
  for (const Json& participant : member(member(connection, "mka"), "participants"))
    if (flag_member(participant, "principal").value_or(false)) return participant;
  return member(connection, "no principal");
}

std::string peer_of(const Json& principal) {
  const Json& live = member(member(principal, "peers"), "live");
  if (!live.is_array() || live.empty()) return no_cell;
  const std::string first = text_member(live.front(), "sci").value_or(no_cell);
  return live.size() == 1 ? first : first + "+" + std::to_string(live.size() - 1);
}

// Newest first, * before the one that governs: "*0a1b2c3d associated, c0ffee failed".
std::string keys_of(const Json& connection) {
  std::string text;
  for (const Json& key : member(connection, "macSecKeys"))
    text += (text.empty() ? "" : ", ") +
            std::string(text_member(key, "role") == "principal" ? "*" : "") +
            text_member(key, "ckn").value_or("?").substr(0, short_ckn_digits) + " " +
            text_member(key, "state").value_or("?");
  return text.empty() ? no_cell : text;
}

std::string sak_age_of(const Json& connection) {
  const auto age = number_member(member(member(connection, "mka"), "latestSak"), "ageMs");
  return age ? age_text(*age) : no_cell;
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
          {secured               ? "secured"
           : is_down(connection) ? "down"
           : clear               ? "CLEAR"
                                 : "blocked",
           health},
          {peer_of(principal)},
          {text_member(connection, "cipherSuite").value_or("?")},
          {sak_age_of(connection)},
          {keys_of(connection)}};
}

}  // namespace

bool passes_clear_text(const Json& connection) {
  if (is_down(connection) || is_secured(connection)) return false;
  const std::string mode = text_member(connection, "encryptionMode").value_or("");
  const bool may = mode == "no_encrypt" || mode == "should_encrypt";
  return may && text_member(connection, "controlledPort") != "closed";
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
                     {"SUITE"},
                     {"SAK AGE"},
                     {"KEYS"}});
  for (const Json& connection : all) lines.push_back(line_of(respelled(connection, style)));
  return aligned(lines, style);
}

}  // namespace macsecctl
