// What the operator decided about one LAG. Mode, policy and keychain are those of its members,
// which are equal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/json.hpp"
#include "control/result.hpp"

namespace macsecd {

enum class LagType : std::uint8_t {
  lacp,  // a team, whose LACP teamd speaks: the bonding driver does not over macsec devices
  active_backup,  // bonds
  balance_xor,
};
std::string_view to_string(LagType type);  // active-backup
std::optional<LagType> lag_type_from(std::string_view word);

inline constexpr std::uint32_t most_links = 32;

struct LagSettings {
  std::string name;
  std::string device;  // the bond or team
  LagType type = LagType::lacp;
  std::uint32_t minimum_links = 0;  // with fewer secured members it carries nothing
  bool operator==(const LagSettings&) const = default;
};

struct SavedLag {
  LagSettings settings;
  bool created_device = false;         // the device is ours to delete
  std::vector<std::string> joining{};  // connections that are still to become members
};

// From the members of CreateLag, or of a state file.
macsec::Result<LagSettings> lag_settings_from(const macsec::Json& members);
macsec::Json to_json(const LagSettings& settings);

macsec::Result<SavedLag> saved_lag_from(const macsec::Json& entry);
macsec::Json to_json(const SavedLag& lag);

}  // namespace macsecd
