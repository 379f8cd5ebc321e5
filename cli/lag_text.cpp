#include "lag_text.hpp"

#include <vector>

#include "control/member.hpp"
#include "sections.hpp"
#include "table.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::number_member;
using macsec::text_member;

std::string text_of(const Json& thing, const char* name) {
  return text_member(thing, name).value_or("");
}

std::string number_of(const Json& thing, const char* name) {
  return std::to_string(number_member(thing, name).value_or(0));
}

bool is_up(const Json& thing) { return text_of(thing, "portEncryptionStatus") == "Encryption Up"; }

bool is_in(const Json& lag_member) { return flag_member(lag_member, "inLag").value_or(false); }

Colour health(const Json& lag) {
  if (text_of(lag, "lagState") != "available") return Colour::red;
  return is_up(lag) ? Colour::green : Colour::yellow;
}

// "uplink-a, uplink-b out"
std::string members_of(const Json& lag) {
  std::string text;
  for (const Json& one : member(lag, "connections"))
    text +=
        (text.empty() ? "" : ", ") + text_of(one, "connectionName") + (is_in(one) ? "" : " OUT");
  for (const Json& name : member(lag, "joining"))
    text += (text.empty() ? "" : ", ") + name.get<std::string>() + " joining";
  return text.empty() ? no_cell : text;
}

// On a narrow screen: the device is mostly called like the LAG, and the dot shows the encryption.
const std::vector<std::size_t> leaving{2, 3, 6, 4};

Line line_of(const Json& lag) {
  return {{is_up(lag) ? "●" : "○", health(lag)},
          {text_of(lag, "lagName"), Colour::bold},
          {text_of(lag, "device")},
          {text_of(lag, "type")},
          {text_of(lag, "encryptionMode")},
          {text_of(lag, "lagState"), health(lag)},
          {text_of(lag, "portEncryptionStatus"), health(lag)},
          {members_of(lag)}};
}

void add_reasons(Sections& out, const Json& thing) {
  for (const Json& reason : member(thing, "statusReasons"))
    out.line("reason", text_of(reason, "code") + ": " + text_of(reason, "message"), Colour::yellow);
}

void add_member(Sections& out, const Json& one) {
  out.begin(1, "member", text_of(one, "connectionName"));
  out.line("device", text_of(one, "device") + " over " + text_of(one, "interface"));
  out.line("takes part", is_in(one) ? "yes" : "no", is_in(one) ? Colour::green : Colour::red);
  out.line("state", text_of(one, "connectionState"));
  out.line("encryption", text_of(one, "portEncryptionStatus"),
           is_up(one) ? Colour::green : Colour::yellow);
  add_reasons(out, one);
}

}  // namespace

std::string lags_overview(const Json& reply, const Style& style) {
  const Json& all = member(reply, "lags");
  if (!all.is_array() || all.empty()) return "";
  std::vector<Line> lines;
  if (!style.brief)
    lines.push_back(
        {{" "}, {"LAG"}, {"DEVICE"}, {"TYPE"}, {"MODE"}, {"STATE"}, {"ENCRYPTION"}, {"MEMBERS"}});
  for (const Json& lag : all) lines.push_back(line_of(lag));
  std::string text;
  for (const std::string& row : fitted(std::move(lines), style, leaving)) text += row + "\n";
  return text;
}

std::string lag_text(const Json& lag, const Style& style) {
  Sections out(style);
  out.begin(0, "LAG", text_of(lag, "lagName"));
  out.line("device", text_of(lag, "device"));
  out.line("type", text_of(lag, "type"));
  out.line("state", text_of(lag, "lagState"), health(lag));
  out.line("encryption", text_of(lag, "portEncryptionStatus"), health(lag));
  out.line("mode", text_of(lag, "encryptionMode"));
  out.line("minimum links", number_of(lag, "minimumLinks"));
  for (const Json& name : member(lag, "joining"))
    out.line("joining", name.get<std::string>(), Colour::yellow);
  add_reasons(out, lag);
  for (const Json& one : member(lag, "connections")) add_member(out, one);
  for (const Json& key : member(lag, "macSecKeys")) {
    out.begin(1, "key", text_of(key, "ckn"));
    out.line("state", text_of(key, "state"));
  }
  return out.take();
}

std::string changes_text(const Json& reply) {
  std::string text;
  for (const Json& change : member(reply, "changes")) {
    const std::string more = text_of(change, "moreInfo");
    text += "  " + text_of(change, "message") + (more.empty() ? "" : ": " + more) + "\n";
  }
  return text;
}

}  // namespace macsecctl
