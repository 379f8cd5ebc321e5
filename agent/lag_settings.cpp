#include "lag_settings.hpp"

#include "members.hpp"
#include "spelling.hpp"

namespace macsecd {

using macsec::Failure;
using macsec::Json;
using macsec::Result;

std::string_view to_string(LagType type) {
  switch (type) {
    case LagType::lacp:
      return "lacp";
    case LagType::active_backup:
      return "active-backup";
    case LagType::balance_xor:
      return "balance-xor";
  }
  return "?";
}

std::optional<LagType> lag_type_from(std::string_view word) {
  for (const auto type : {LagType::lacp, LagType::active_backup, LagType::balance_xor})
    if (to_string(type) == normal_word(word)) return type;
  return std::nullopt;
}

namespace {

void read_lag(Members& in, LagSettings& s) {
  in.text("lagName", s.name);
  s.device = s.name;
  in.text("device", s.device);
  in.word("type", s.type, lag_type_from, "lacp, active-backup, balance-xor");
  in.number("minimumLinks", s.minimum_links, 0, most_links);
  if (!is_connection_name(s.name))
    in.refuse("lagName: \"" + s.name + "\" cannot be a name",
              "1 to 64 of the characters A-Z a-z 0-9 . _ -");
  if (!is_interface_name(s.device))
    in.refuse("device: \"" + s.device + "\" cannot be an interface's name",
              "1 to 15 characters without blanks, / and :; choose one with --device");
}

}  // namespace

Result<LagSettings> lag_settings_from(const Json& members) {
  Members in(members);
  LagSettings s;
  read_lag(in, s);
  if (in.error()) return Failure{*in.error()};
  return s;
}

Json to_json(const LagSettings& s) {
  return {{"lagName", s.name},
          {"device", s.device},
          {"type", to_string(s.type)},
          {"minimumLinks", s.minimum_links}};
}

Result<SavedLag> saved_lag_from(const Json& entry) {
  Members in(entry);
  SavedLag lag;
  read_lag(in, lag.settings);
  in.flag("createdDevice", lag.created_device);
  if (in.error()) return Failure{*in.error()};
  for (const Json& name : entry.value("joining", Json::array()))
    if (name.is_string()) lag.joining.push_back(name);
  return lag;
}

Json to_json(const SavedLag& lag) {
  Json out = to_json(lag.settings);
  out["createdDevice"] = lag.created_device;
  if (!lag.joining.empty()) out["joining"] = lag.joining;
  return out;
}

}  // namespace macsecd
