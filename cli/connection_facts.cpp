#include "connection_facts.hpp"

#include <algorithm>

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

const Json& principal_of(const Json& connection) {
  for (const Json& participant : member(member(connection, "mka"), "participants"))
    if (flag_member(participant, "principal").value_or(false)) return participant;
  return member(connection, "no principal");
}

}  // namespace

bool passes_clear_text(const Json& connection) {
  if (is_down(connection) || is_secured(connection)) return false;
  const std::string mode = text_member(connection, "encryptionMode").value_or("");
  const bool may = mode == "no_encrypt" || mode == "should_encrypt";
  return may && text_member(connection, "controlledPort") != "closed";
}

Link link_of(const Json& connection) {
  if (is_secured(connection)) return Link::secured;
  if (is_down(connection)) return Link::down;
  return passes_clear_text(connection) ? Link::in_clear : Link::blocked;
}

Cell dot_of(Link link) { return {link == Link::secured ? "●" : "○", link_cell(link).colour}; }

Cell link_cell(Link link) {
  switch (link) {
    case Link::secured:
      return {"secured", Colour::green};
    case Link::in_clear:
      return {"CLEAR", Colour::red};
    case Link::blocked:
      return {"blocked", Colour::yellow};
    case Link::down:
      return {"down", Colour::yellow};
  }
  return {"?"};
}

std::string peer_of(const Json& connection) {
  const Json& live = member(member(principal_of(connection), "peers"), "live");
  if (!live.is_array() || live.empty()) return no_cell;
  const std::string first = text_member(live.front(), "sci").value_or(no_cell);
  return live.size() == 1 ? first : first + "+" + std::to_string(live.size() - 1);
}

std::string sak_age_of(const Json& connection) {
  const auto age = number_member(member(member(connection, "mka"), "latestSak"), "ageMs");
  return age ? age_text(*age) : no_cell;
}

std::string next_rekey_of(const Json& connection) {
  const auto age = number_member(member(member(connection, "mka"), "latestSak"), "ageMs");
  if (!age || !is_secured(connection)) return no_cell;
  if (!flag_member(principal_of(connection), "electedSelf").value_or(false)) return "peer";
  const auto interval = number_member(connection, "sakRekeyIntervalSeconds").value_or(0);
  if (interval <= 0) return no_cell;
  return age_text(std::max<std::int64_t>(interval * 1000 - *age, 0));
}

std::string short_ckn(const std::string& ckn) { return ckn.substr(0, short_ckn_digits); }

std::string key_state_of(const Json& key) {
  const auto age = number_member(key, "ageSeconds");
  return text_member(key, "state").value_or("?") + (age ? " " + age_text(*age * 1000) : "");
}

std::string keys_of(const Json& connection) {
  std::string text;
  for (const Json& key : member(connection, "macSecKeys"))
    text += (text.empty() ? "" : ", ") +
            std::string(text_member(key, "role") == "principal" ? "*" : "") +
            short_ckn(text_member(key, "ckn").value_or("?")) + " " + key_state_of(key);
  return text.empty() ? no_cell : text;
}

}  // namespace macsecctl
