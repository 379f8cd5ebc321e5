// Options that several commands have, and how they become parameters.
#pragma once

#include <optional>
#include <string>

#include "clear_options.hpp"
#include "command.hpp"
#include "device_options.hpp"
#include "guard_options.hpp"
#include "interop_options.hpp"
#include "key_age_options.hpp"
#include "offload_options.hpp"
#include "profile_options.hpp"
#include "spelling.hpp"

namespace macsecctl {

// NAME, or --connection-id NAME as the AWS command line writes it.
inline CLI::Option* add_name(CLI::App& app, std::string& into) {
  return app.add_option("NAME,--connection-id", into, "the connection, or a LAG")->type_name("");
}

inline CLI::Option* add_ckn(CLI::App& app, std::string& into) {
  return app.add_option("--ckn", into, "name of the key")->type_name("HEX")->required();
}

// CKNs in upper or lower case.
void add_hex_case(CLI::App& app, Style& style);

// What create-connection and update-connection both set.
struct Policy {
  std::optional<std::string> cipher_suite;
  std::optional<std::string> encryption_mode;
  std::optional<int> priority;
  std::optional<std::string> rekey_interval;
  std::optional<std::string> rekey_packet_number;
  std::optional<std::string> rekey_volume;
  std::optional<int> max_keys;
  std::optional<std::string> keychain_mode;
  std::optional<std::string> on_last_key;
  std::optional<std::string> key_timeout;
  InteropOptions interop;
  ClearOptions clear;
  KeyAgeOptions key_age;
  GuardOptions guard;
  DeviceOptions device;
  ProfileOptions profile;
  OffloadOptions offload;

  void declare(CLI::App& app);
  void add_to(Json& parameters) const;

 private:
  void declare_keychain(CLI::App& app);
};

template <typename T>
void add_if_given(Json& parameters, const char* name, const std::optional<T>& value) {
  if (value) parameters[name] = *value;
}

}  // namespace macsecctl
