#include "lag_view.hpp"

#include <algorithm>

#include "spelling.hpp"

namespace macsecd {

using macsec::Json;

namespace {

const char* encryption_status(bool up) { return up ? "Encryption Up" : "Encryption Down"; }

Json describe(const LagMemberView& member) {
  return {{"connectionName", member.name},
          {"interface", member.interface},
          {"device", member.device},
          {"inLag", member.in},
          {"connectionState", to_string(member.state)},
          {"portEncryptionStatus", encryption_status(member.secured)},
          {"statusReasons", macsecd::describe(member.reasons)}};
}

}  // namespace

std::string_view to_string(LagState state) {
  switch (state) {
    case LagState::pending:
      return "pending";
    case LagState::available:
      return "available";
    case LagState::down:
      return "down";
  }
  return "?";
}

LagState lag_state(const LagView& lag) {
  const auto in = std::count_if(lag.members.begin(), lag.members.end(),
                                [](const LagMemberView& member) { return member.in; });
  if (in >= std::max<std::ptrdiff_t>(1, lag.lag.settings.minimum_links)) return LagState::available;
  const bool pending = std::all_of(
      lag.members.begin(), lag.members.end(),
      [](const LagMemberView& member) { return member.state == ConnectionState::pending; });
  return pending ? LagState::pending : LagState::down;
}

bool encryption_up(const LagView& lag) {
  return !lag.members.empty() &&
         std::all_of(lag.members.begin(), lag.members.end(),
                     [](const LagMemberView& member) { return member.secured; });
}

Json describe(const LagView& lag) {
  Json members = Json::array();
  for (const LagMemberView& member : lag.members) members.push_back(describe(member));
  Json out = to_json(lag.lag.settings);
  out["lagState"] = to_string(lag_state(lag));
  out["portEncryptionStatus"] = encryption_status(encryption_up(lag));
  out["encryptionMode"] = lag.model ? Json(to_string(lag.model->settings.mode)) : Json(nullptr);
  out["numberOfConnections"] = lag.members.size();
  out["connections"] = std::move(members);
  out["joining"] = lag.joining;
  out["macSecKeys"] = Json::array();
  if (lag.model)
    for (const KeyView& key : lag.model->keys)
      out["macSecKeys"].push_back(macsecd::describe(key, lag.model->settings.suite));
  out["statusReasons"] = macsecd::describe(lag.reasons);
  return out;
}

}  // namespace macsecd
