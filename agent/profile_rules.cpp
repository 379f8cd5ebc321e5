#include "profile_rules.hpp"

#include "spelling.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Error;

constexpr std::uint8_t never_key_server = 255;
constexpr std::uint32_t mbps_100g = 100'000;

constexpr ProfileRules generic{.vendor = "the other end"};
constexpr ProfileRules aws{.vendor = "AWS",
                           .rekey_interval_seconds = 0,  // by packet number alone
                           .strong_suites_only = true,
                           .sci_required = true,
                           .ckn = KeyLength::longest,
                           .cak = KeyLength::longest,
                           .lag_members = 4,
                           .lag_members_from_100g = 2};
constexpr ProfileRules ibm{.vendor = "IBM",
                           .xpn_only = true,
                           .never_serves = true,
                           .cak = KeyLength::longest,
                           .pads_cak = true};
constexpr ProfileRules alibaba{.vendor = "Alibaba Cloud",
                               .mode = mka::EncryptionMode::must_encrypt,
                               .keychain_mode = KeychainMode::exclusive,
                               .sci_required = true,
                               .blocks_clear_text = true,
                               .ckn = KeyLength::as_suite,
                               .cak = KeyLength::as_suite};

std::string asks(const ConnectionSettings& s) {
  return "profile " + std::string(to_string(s.profile)) + ": " +
         std::string(rules_of(s.profile).vendor);
}

}  // namespace

const ProfileRules& rules_of(Profile profile) {
  switch (profile) {
    case Profile::generic:
      return generic;
    case Profile::aws:
      return aws;
    case Profile::ibm:
      return ibm;
    case Profile::alibaba:
      return alibaba;
  }
  return generic;
}

void apply_profile_defaults(ConnectionSettings& settings) {
  const ProfileRules& rules = rules_of(settings.profile);
  settings.mode = rules.mode;
  settings.rekey_interval_seconds = rules.rekey_interval_seconds;
  settings.keychain_mode = rules.keychain_mode;
}

std::optional<Error> settings_problem(const ConnectionSettings& s) {
  const ProfileRules& rules = rules_of(s.profile);
  const std::string suite(mka::to_string(s.suite));
  if (rules.strong_suites_only && mka::sak_size(s.suite) != 32)
    return Error{Errc::illegal_param, asks(s) + " knows only keys of 256 bits, not " + suite,
                 "--cipher-suite gcm-aes-xpn-256, or gcm-aes-256 below 100 Gb/s"};
  if (rules.xpn_only && !mka::is_xpn(s.suite))
    return Error{Errc::xpn_required, asks(s) + " needs an XPN suite, and not " + suite,
                 "--cipher-suite gcm-aes-xpn-256"};
  if (rules.never_serves && s.priority == never_key_server)
    return Error{Errc::illegal_param,
                 asks(s) + " never is the key server, and with priority 255 this end is not either",
                 "--priority 16, or any other below 255"};
  return send_sci_problem(s.profile, s.device_settings.send_sci);
}

std::optional<Error> send_sci_problem(Profile profile, bool send_sci) {
  if (send_sci || !rules_of(profile).sci_required) return std::nullopt;
  return Error{Errc::sci_required,
               "profile " + std::string(to_string(profile)) + ": " +
                   std::string(rules_of(profile).vendor) + " needs the SCI in every frame",
               "leave --send-sci on; only other profiles may switch it off"};
}

std::vector<Reason> settings_warnings(const ConnectionSettings& s) {
  const ProfileRules& rules = rules_of(s.profile);
  if (!rules.blocks_clear_text || s.mode == mka::EncryptionMode::must_encrypt) return {};
  return {{"peer-must-encrypt",
           std::string(rules.vendor) + " drops what is not encrypted: with " +
               std::string(to_string(s.mode)) + " this end sends clear text that goes nowhere",
           "--encryption-mode must_encrypt"}};
}

std::vector<Reason> lag_warnings(Profile profile, std::size_t members,
                                 std::optional<std::uint32_t> speed) {
  const ProfileRules& rules = rules_of(profile);
  const bool fast = speed.value_or(0) >= mbps_100g;
  const std::size_t limit = fast ? rules.lag_members_from_100g : rules.lag_members;
  if (limit == 0 || members <= limit) return {};
  return {{"lag-limit",
           std::string(rules.vendor) + " takes at most " + std::to_string(limit) +
               " connections into a LAG " + (fast ? "at 100 Gb/s and more" : "below 100 Gb/s") +
               ", and these are " + std::to_string(members),
           "make a second LAG of those beyond"}};
}

}  // namespace macsecd
