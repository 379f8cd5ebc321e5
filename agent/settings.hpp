// What the operator decided about one connection: values, checked once at the door.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "clear_settings.hpp"
#include "control/json.hpp"
#include "control/result.hpp"
#include "device_settings.hpp"
#include "guard_settings.hpp"
#include "interop_settings.hpp"
#include "key_age.hpp"
#include "mka/config.hpp"
#include "offload_settings.hpp"
#include "profile.hpp"

namespace macsecd {

// Whether older keys stay associated beside the one that comes into service.
enum class KeychainMode : std::uint8_t { standby, exclusive };

// What the loss of the last associated key does to a connection that must encrypt.
enum class OnLastKey : std::uint8_t {
  downgrade,  // it becomes should_encrypt, so that traffic goes on
  block,      // nothing passes until there is a key
  refuse,     // the last key stays associated
};

// Whether the operator wants the connection at work. Down: nothing passes, in whichever mode.
enum class AdminState : std::uint8_t { up, down };

struct ConnectionSettings {
  std::string name;
  std::string interface;  // the parent, as the operator called it
  std::string device;     // the macsec device over it
  mka::CipherSuite suite = mka::CipherSuite::gcm_aes_xpn_256;
  mka::EncryptionMode mode = mka::EncryptionMode::should_encrypt;
  mka::Confidentiality confidentiality = mka::Confidentiality::offset_0;
  std::uint8_t priority = 16;
  std::uint32_t rekey_interval_seconds = 3600;  // 0: never by time
  mka::Pn rekey_packet_number = 0;
  std::uint64_t rekey_octets = 0;
  std::uint32_t replay_window = 0;
  std::uint8_t max_keys = 3;
  KeychainMode keychain_mode = KeychainMode::standby;
  OnLastKey on_last_key = OnLastKey::downgrade;
  // So long a key may be without a peer before it counts as failed: three MKA life times.
  std::uint32_t key_timeout_seconds = 18;
  InteropSettings interop{};
  ClearSettings clear{};
  KeyAgeSettings key_age{};
  GuardSettings guard{};
  Profile profile = Profile::generic;
  OffloadSettings offload{};
  AdminState admin_state = AdminState::up;
  DeviceSettings device_settings{};

  bool admin_up() const { return admin_state == AdminState::up; }
  bool operator==(const ConnectionSettings&) const = default;
};

// From the members of CreateConnection, or of a state file: types, ranges and names are checked.
macsec::Result<ConnectionSettings> settings_from(const macsec::Json& members);
// The same settings with the members of UpdateConnection applied.
macsec::Result<ConnectionSettings> updated(ConnectionSettings settings,
                                           const macsec::Json& members);
// What a connection keeps for life, where the two differ in that.
std::optional<macsec::Error> fixed_setting_problem(const ConnectionSettings& present,
                                                   const ConnectionSettings& wanted);
// What settings_from reads.
macsec::Json to_json(const ConnectionSettings& settings);

mka::PortPolicy policy_of(const ConnectionSettings& settings);

}  // namespace macsecd
