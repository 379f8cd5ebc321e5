// The words of the control interface, and the names that operators choose.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/result.hpp"
#include "mka/config.hpp"
#include "settings.hpp"

namespace macsecd {

std::string_view to_string(mka::EncryptionMode mode);     // should_encrypt
std::string_view to_string(mka::Confidentiality offset);  // integrity-only, offset-0, ...
std::string_view to_string(KeychainMode mode);            // standby
std::string_view to_string(OnLastKey rule);               // downgrade
std::string_view to_string(AdminState state);             // up
std::optional<mka::EncryptionMode> mode_from(std::string_view word);
std::optional<mka::Confidentiality> confidentiality_from(std::string_view word);
std::optional<KeychainMode> keychain_mode_from(std::string_view word);
std::optional<OnLastKey> on_last_key_from(std::string_view word);
std::optional<AdminState> admin_state_from(std::string_view word);

// As words are compared: in lower case, with - for _.
std::string normal_word(std::string_view word);

// With commas between.
std::string list_of(const std::vector<std::string>& words);

// 1 to 64 of [A-Za-z0-9._-], but neither "." nor "..": the name is also that of a directory.
bool is_connection_name(std::string_view name);
// What the kernel accepts as the name of an interface.
bool is_interface_name(std::string_view name);
// "ms-" and the parent's name, unless that is too long for the kernel.
macsec::Result<std::string> default_device_name(std::string_view parent);

// An unsigned decimal number without sign or blanks.
std::optional<std::uint64_t> number_from(std::string_view digits);

}  // namespace macsecd
