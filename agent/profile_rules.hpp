// What a vendor documents of its end of the link, as data, and what follows for the settings of
// ours: defaults, refusals and warnings. Each column has its source in docs/profiles.md.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "control/error.hpp"
#include "key_state.hpp"
#include "settings.hpp"

namespace macsecd {

enum class KeyLength : std::uint8_t {
  any,       // a CKN of 1 to 32 octets, a CAK of 16 or 32
  longest,   // 32 octets
  as_suite,  // as long as the keys of the cipher suite
};

struct ProfileRules {
  std::string_view vendor;  // as messages name it
  // Of a new connection.
  mka::EncryptionMode mode = mka::EncryptionMode::should_encrypt;
  std::uint32_t rekey_interval_seconds = 3600;
  KeychainMode keychain_mode = KeychainMode::standby;
  // Of every connection and key.
  bool strong_suites_only = false;  // of 256 bits
  bool xpn_only = false;
  bool sci_required = false;
  bool never_serves = false;       // the other end as MKA key server
  bool blocks_clear_text = false;  // the other end, in all modes of ours
  KeyLength ckn = KeyLength::any;
  KeyLength cak = KeyLength::any;
  bool pads_cak = false;  // shorter ones, with zeros at the end
  // Of a LAG; 0: no limit.
  std::size_t lag_members = 0;
  std::size_t lag_members_from_100g = 0;
};

const ProfileRules& rules_of(Profile profile);

// What a new connection of this profile starts with, before its operator says otherwise.
void apply_profile_defaults(ConnectionSettings& settings);

// What the other end cannot work with.
std::optional<macsec::Error> settings_problem(const ConnectionSettings& settings);
std::optional<macsec::Error> send_sci_problem(Profile profile, bool send_sci);

// What works, but hardly as it was meant.
std::vector<Reason> settings_warnings(const ConnectionSettings& settings);
// `speed` in Mb/s, of each member; none: not known.
std::vector<Reason> lag_warnings(Profile profile, std::size_t members,
                                 std::optional<std::uint32_t> speed);

}  // namespace macsecd
