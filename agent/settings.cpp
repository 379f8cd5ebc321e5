#include "settings.hpp"

#include "members.hpp"
#include "mka/limits.hpp"
#include "profile_rules.hpp"
#include "spelling.hpp"

namespace macsecd {
namespace {

using macsec::Errc;
using macsec::Failure;
using macsec::Json;
using macsec::Result;

constexpr std::uint64_t shortest_rekey_interval = 30;
constexpr std::uint64_t longest_rekey_interval = 30ull * 24 * 3600;
// So that a poll at its fastest still sees the threshold well before the numbers run out.
constexpr mka::Pn last_rekey_pn = 0xF0000000;
constexpr mka::Pn last_rekey_xpn = 0xF000000000000000;
constexpr std::uint64_t largest_xpn_window = (1u << 30) - 1;
// Less than an MKA life time would fail a peer that is only slow; more than a day helps nobody.
constexpr std::uint64_t shortest_key_timeout = 6;
constexpr std::uint64_t longest_key_timeout = 24 * 3600;
constexpr const char* profiles = "generic, aws, ibm, alibaba";

void read_keychain(Members& in, ConnectionSettings& s) {
  in.number("maxKeys", s.max_keys, 1, mka::limits::keys);
  in.word("keychainMode", s.keychain_mode, keychain_mode_from, "standby, exclusive");
  in.word("onLastKey", s.on_last_key, on_last_key_from, "downgrade, block, refuse");
  in.number("keyTimeoutSeconds", s.key_timeout_seconds, shortest_key_timeout, longest_key_timeout);
}

void read_changeable(Members& in, ConnectionSettings& s) {
  in.word("cipherSuite", s.suite, mka::cipher_suite_from_name,
          "gcm-aes-128, gcm-aes-256, gcm-aes-xpn-128, gcm-aes-xpn-256");
  in.word("encryptionMode", s.mode, mode_from, "must_encrypt, should_encrypt, no_encrypt");
  in.number("keyServerPriority", s.priority, 0, 255);
  in.number("sakRekeyIntervalSeconds", s.rekey_interval_seconds, 0, longest_rekey_interval);
  in.large_number("sakRekeyPacketNumber", s.rekey_packet_number);
  in.large_number("sakRekeyOctets", s.rekey_octets);
  read_keychain(in, s);
  read_interop(in, s.interop);
  read_clear(in, s.clear);
  read_key_age(in, s.key_age);
  read_guard(in, s.guard);
  read_offload(in, s.offload);
  in.word("adminState", s.admin_state, admin_state_from, "up, down");
  read_changeable_device(in, s.device_settings);
}

void check_names(Members& in, const ConnectionSettings& s) {
  if (!is_connection_name(s.name))
    in.refuse("connectionName: \"" + s.name + "\" cannot be a name",
              "1 to 64 of the characters A-Z a-z 0-9 . _ -");
  if (!is_interface_name(s.interface))
    in.refuse("interface: \"" + s.interface + "\" cannot be an interface's name",
              "see: ip link show");
  if (!is_interface_name(s.device))
    in.refuse("device: \"" + s.device + "\" cannot be an interface's name",
              "1 to 15 characters without blanks, / and :");
  if (s.device == s.interface)
    in.refuse("the macsec device cannot have its parent's name " + s.interface,
              "choose another: --device NAME");
}

void check_values(Members& in, const ConnectionSettings& s) {
  if (s.confidentiality > mka::Confidentiality::offset_0)
    in.refuse("confidentiality: Linux has no " + std::string(to_string(s.confidentiality)),
              "one of offset-0, integrity-only");
  if (s.rekey_interval_seconds != 0 && s.rekey_interval_seconds < shortest_rekey_interval)
    in.refuse(
        "sakRekeyIntervalSeconds: " + std::to_string(s.rekey_interval_seconds) + " is too short",
        "0 (off), or 30 to 2592000");
  const mka::Pn last = mka::is_xpn(s.suite) ? last_rekey_xpn : last_rekey_pn;
  if (s.rekey_packet_number > last)
    in.refuse("sakRekeyPacketNumber: " + std::to_string(s.rekey_packet_number) +
                  " is too close to the end of the packet numbers",
              "0 (75 % of them), or 1 to " + std::to_string(last));
  if (mka::is_xpn(s.suite) && s.replay_window > largest_xpn_window)
    in.refuse("replayWindow: " + std::to_string(s.replay_window) + " is too large",
              "at most 1073741823 with an XPN suite");
}

Result<ConnectionSettings> checked(Members& in, ConnectionSettings settings) {
  check_names(in, settings);
  check_values(in, settings);
  check_offload(in, settings.offload, settings.suite);
  if (in.error()) return Failure{*in.error()};
  return settings;
}

}  // namespace

Result<ConnectionSettings> settings_from(const Json& members) {
  Members in(members);
  ConnectionSettings s;
  in.text("connectionName", s.name);
  in.text("interface", s.interface);
  in.text("device", s.device);
  in.word("profile", s.profile, profile_from, profiles);
  apply_profile_defaults(s);
  read_changeable(in, s);
  in.word("confidentiality", s.confidentiality, confidentiality_from, "offset-0, integrity-only");
  in.number("replayWindow", s.replay_window, 0, 0xffffffff);
  read_fixed_device(in, s.device_settings);
  if (s.device.empty() && is_interface_name(s.interface)) {
    auto device = default_device_name(s.interface);
    if (!device) return Failure{device.error()};
    s.device = *device;
  }
  return checked(in, std::move(s));
}

Result<ConnectionSettings> updated(ConnectionSettings settings, const Json& members) {
  Members in(members);
  in.word("profile", settings.profile, profile_from, profiles);
  read_changeable(in, settings);
  return checked(in, std::move(settings));
}

std::optional<macsec::Error> fixed_setting_problem(const ConnectionSettings& present,
                                                   const ConnectionSettings& wanted) {
  const char* const fixed[] = {"interface",    "device",  "confidentiality",
                               "replayWindow", "sendSci", "onVlan"};
  const Json is = to_json(present);
  const Json shall_be = to_json(wanted);
  for (const char* const member : fixed)
    if (is[member] != shall_be[member])
      return macsec::Error{
          Errc::incorrect_status,
          member + std::string(": it is ") + is[member].dump() +
              " for the life of the connection, and cannot become " + shall_be[member].dump(),
          "delete the connection and make it again: macsecctl delete-connection " + present.name};
  return std::nullopt;
}

Json to_json(const ConnectionSettings& s) {
  Json out{{"connectionName", s.name},
           {"interface", s.interface},
           {"device", s.device},
           {"cipherSuite", mka::to_string(s.suite)},
           {"encryptionMode", to_string(s.mode)},
           {"keyServerPriority", s.priority},
           {"confidentiality", to_string(s.confidentiality)},
           {"sakRekeyIntervalSeconds", s.rekey_interval_seconds},
           {"sakRekeyPacketNumber", std::to_string(s.rekey_packet_number)},
           {"sakRekeyOctets", std::to_string(s.rekey_octets)},
           {"replayWindow", s.replay_window},
           {"maxKeys", s.max_keys},
           {"keychainMode", to_string(s.keychain_mode)},
           {"onLastKey", to_string(s.on_last_key)},
           {"keyTimeoutSeconds", s.key_timeout_seconds}};
  out.update(to_json(s.interop));
  out.update(to_json(s.clear));
  out.update(to_json(s.key_age));
  out.update(to_json(s.guard));
  out.update(to_json(s.offload));
  out["adminState"] = to_string(s.admin_state);
  out.update(to_json(s.device_settings));
  out["profile"] = to_string(s.profile);
  return out;
}

mka::PortPolicy policy_of(const ConnectionSettings& s) {
  mka::PortPolicy policy;
  policy.mode = s.admin_up() ? s.mode : mka::EncryptionMode::must_encrypt;
  policy.cipher_suite = s.suite;
  policy.accepted_suites = {s.suite};
  policy.confidentiality = s.confidentiality;
  policy.key_server_priority = s.priority;
  policy.replay_window = s.replay_window;
  policy.rekey_interval = std::chrono::seconds(s.rekey_interval_seconds);
  policy.rekey_packet_number = s.rekey_packet_number;
  policy.rekey_octets = s.rekey_octets;
  apply(s.interop, policy);
  apply(s.clear, policy);
  return policy;
}

}  // namespace macsecd
