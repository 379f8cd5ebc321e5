// What the operator decided about one connection: values, checked once at the door.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "control/json.hpp"
#include "control/result.hpp"
#include "mka/config.hpp"

namespace macsecd {

struct ConnectionSettings {
  std::string name;
  std::string interface;  // the parent, as the operator called it
  std::string device;     // the macsec device over it
  mka::CipherSuite suite = mka::CipherSuite::gcm_aes_xpn_256;
  mka::EncryptionMode mode = mka::EncryptionMode::should_encrypt;
  mka::Confidentiality confidentiality = mka::Confidentiality::offset_0;
  std::uint8_t priority = 16;
  std::uint32_t rekey_interval_seconds = 0;
  mka::Pn rekey_packet_number = 0;
  std::uint8_t mka_version = 0;
  bool icv_indicator = false;
  std::uint32_t replay_window = 0;

  bool operator==(const ConnectionSettings&) const = default;
};

// From the members of CreateConnection, or of a state file: types, ranges and names are checked.
macsec::Result<ConnectionSettings> settings_from(const macsec::Json& members);
// The same settings with the members of UpdateConnection applied.
macsec::Result<ConnectionSettings> updated(ConnectionSettings settings,
                                           const macsec::Json& members);
// What settings_from reads.
macsec::Json to_json(const ConnectionSettings& settings);

mka::PortPolicy policy_of(const ConnectionSettings& settings);

}  // namespace macsecd
