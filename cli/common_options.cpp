#include "common_options.hpp"

namespace macsecctl {

void add_hex_case(CLI::App& app, Style& style) {
  app.add_option_function<std::string>(
         "--hex",
         [&style](const std::string& word) {
           style.digits = word == "upper" ? HexCase::upper : HexCase::lower;
         },
         "CKNs in upper or lower case; JSON has them in lower case always")
      ->type_name("CASE")
      ->check(CLI::IsMember({"upper", "lower"}));
}

void Policy::declare(CLI::App& app) {
  app.add_option("--cipher-suite", cipher_suite,
                 "gcm-aes-128, gcm-aes-256, gcm-aes-xpn-128 or gcm-aes-xpn-256")
      ->type_name("S");
  app.add_option("--encryption-mode", encryption_mode,
                 "must_encrypt (nothing passes unless secured: the highest guarantee, at the cost "
                 "of the link when MACsec fails), should_encrypt (fails open: clear text passes "
                 "while the link is not secured) or no_encrypt (clear text; MKA is silent)")
      ->type_name("M");
  app.add_option("--priority", priority, "MKA key server priority, 0..255: lower serves first")
      ->type_name("N")
      ->check(CLI::Range(0, 255));
  app.add_option("--sak-rekey-interval", rekey_interval,
                 "a fresh SAK this often (1h); 0: never by time")
      ->type_name("TIME")
      ->check(check_time);
  app.add_option("--sak-rekey-packet-number", rekey_packet_number,
                 "a fresh SAK when this packet number is reached")
      ->type_name("N")
      ->check(check_number);
  app.add_option("--sak-rekey-volume", rekey_volume,
                 "a fresh SAK after so many octets were sent: 500M, 100G, 2T; 0: never by volume")
      ->type_name("V")
      ->check(check_volume);
  declare_keychain(app);
  key_age.declare(app);
  clear.declare(app);
  interop.declare(app);
  guard.declare(app);
  device.declare(app);
  profile.declare(app);
  offload.declare(app);
}

void Policy::declare_keychain(CLI::App& app) {
  app.add_option("--max-keys", max_keys, "keys the connection may have, 1..8 (default: 3)")
      ->type_name("N")
      ->check(CLI::Range(1, 8));
  app.add_option("--keychain-mode", keychain_mode,
                 "standby (all keys stay associated) or exclusive (a key that is associated again "
                 "relieves the one in service)")
      ->type_name("M");
  app.add_option("--on-last-key", on_last_key,
                 "what disassociating the last key does in must_encrypt: downgrade to "
                 "should_encrypt, block, or refuse")
      ->type_name("R");
  app.add_option("--key-timeout", key_timeout,
                 "a key without peer for so long has failed (default: 18 s); it is tried further")
      ->type_name("TIME")
      ->check(check_time);
}

void Policy::add_to(Json& parameters) const {
  add_if_given(parameters, "cipherSuite", cipher_suite);
  add_if_given(parameters, "encryptionMode", encryption_mode);
  add_if_given(parameters, "keyServerPriority", priority);
  if (rekey_interval) parameters["sakRekeyIntervalSeconds"] = time_from(*rekey_interval)->count();
  add_if_given(parameters, "sakRekeyPacketNumber", rekey_packet_number);
  if (rekey_volume) parameters["sakRekeyOctets"] = std::to_string(*volume_from(*rekey_volume));
  add_if_given(parameters, "maxKeys", max_keys);
  add_if_given(parameters, "keychainMode", keychain_mode);
  add_if_given(parameters, "onLastKey", on_last_key);
  if (key_timeout) parameters["keyTimeoutSeconds"] = time_from(*key_timeout)->count();
  key_age.add_to(parameters);
  clear.add_to(parameters);
  interop.add_to(parameters);
  guard.add_to(parameters);
  device.add_to(parameters);
  profile.add_to(parameters);
  offload.add_to(parameters);
}

}  // namespace macsecctl
