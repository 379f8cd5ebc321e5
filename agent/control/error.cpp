#include "control/error.hpp"

#include <algorithm>
#include <array>

namespace macsec {
namespace {

struct Row {
  Errc code;
  std::string_view name;
  int exit_status;
};

// In the order of the enum. Exit statuses 0, 1 and 2 are done, failed and usage.
constexpr std::array rows{
    Row{Errc::illegal_param, "IllegalParam", 10},
    Row{Errc::key_format, "KeyFormat", 11},
    Row{Errc::keychain_full, "KeychainFull", 12},
    Row{Errc::key_exists, "KeyExists", 13},
    Row{Errc::key_not_found, "KeyNotFound", 14},
    Row{Errc::incorrect_status, "IncorrectStatus", 15},
    Row{Errc::secret_in_use, "SecretInUse", 16},
    Row{Errc::secret_not_readable, "SecretNotReadable", 17},
    Row{Errc::connection_exists, "ConnectionExists", 18},
    Row{Errc::connection_not_found, "ConnectionNotFound", 19},
    Row{Errc::lag_mismatch, "LagMismatch", 20},
    Row{Errc::xpn_required, "XpnRequired", 21},
    Row{Errc::sci_required, "SciRequired", 22},
    Row{Errc::unsupported_interface, "UnsupportedInterface", 23},
    Row{Errc::cipher_mismatch, "CipherMismatch", 24},
    Row{Errc::kernel_unsupported, "KernelUnsupported", 25},
    Row{Errc::permission_denied, "PermissionDenied", 26},
    Row{Errc::busy, "Busy", 27},
    Row{Errc::timeout, "Timeout", 28},
    Row{Errc::internal, "Internal", 29},
    Row{Errc::agent_unreachable, "AgentUnreachable", 30},
};

constexpr bool rows_are_in_enum_order() {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (static_cast<std::size_t>(rows[i].code) != i) return false;
  return static_cast<std::size_t>(Errc::agent_unreachable) + 1 == rows.size();
}
static_assert(rows_are_in_enum_order());

const Row& row_of(Errc code) { return rows[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view name_of(Errc code) { return row_of(code).name; }
int exit_status(Errc code) { return row_of(code).exit_status; }

std::optional<Errc> errc_from_name(std::string_view name) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](auto& r) { return r.name == name; });
  if (row == rows.end()) return std::nullopt;
  return row->code;
}

Error within(std::string_view place, Error error) {
  error.what = std::string(place) + ": " + error.what;
  return error;
}

}  // namespace macsec
