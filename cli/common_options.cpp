#include "common_options.hpp"

namespace macsecctl {

void Policy::declare(CLI::App& app) {
  app.add_option("--cipher-suite", cipher_suite,
                 "gcm-aes-128, gcm-aes-256, gcm-aes-xpn-128 or gcm-aes-xpn-256")
      ->type_name("S");
  app.add_option("--encryption-mode", encryption_mode,
                 "must_encrypt (nothing passes unless secured), should_encrypt (clear text passes "
                 "until secured) or no_encrypt")
      ->type_name("M");
  app.add_option("--priority", priority, "MKA key server priority, 0..255: lower serves first")
      ->type_name("N")
      ->check(CLI::Range(0, 255));
  app.add_option("--sak-rekey-interval", rekey_interval, "a fresh SAK this often; 0: never by time")
      ->type_name("TIME")
      ->check(check_time);
  app.add_option("--sak-rekey-packet-number", rekey_packet_number,
                 "a fresh SAK when this packet number is reached")
      ->type_name("N")
      ->check(check_number);
}

void Policy::add_to(Json& parameters) const {
  add_if_given(parameters, "cipherSuite", cipher_suite);
  add_if_given(parameters, "encryptionMode", encryption_mode);
  add_if_given(parameters, "keyServerPriority", priority);
  if (rekey_interval) parameters["sakRekeyIntervalSeconds"] = time_from(*rekey_interval)->count();
  add_if_given(parameters, "sakRekeyPacketNumber", rekey_packet_number);
}

}  // namespace macsecctl
