// A failed request, for a person and for programs. One code, one row in docs/errors.md, one exit
// status.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace macsec {

enum class Errc : std::uint8_t {
  illegal_param,
  key_format,
  keychain_full,
  key_exists,
  key_not_found,
  incorrect_status,
  secret_in_use,
  secret_not_readable,
  connection_exists,
  connection_not_found,
  lag_mismatch,
  xpn_required,
  sci_required,
  unsupported_interface,
  cipher_mismatch,
  kernel_unsupported,
  permission_denied,
  busy,
  timeout,
  internal,
  agent_unreachable,  // said by clients only: the agent cannot
};

struct Error {
  Errc code = Errc::internal;
  std::string what;          // which thing, and what is wrong with it
  std::string hint;          // what to do next
  int os = 0;                // errno where the operating system refused
  std::string os_message{};  // the kernel's own words (extended ACK), where it had any
};

std::string_view name_of(Errc code);  // KeychainFull
std::optional<Errc> errc_from_name(std::string_view name);
int exit_status(Errc code);  // never changes: scripts rely on it

// The same error, with the place where it happened put before it.
Error within(std::string_view place, Error error);

}  // namespace macsec
