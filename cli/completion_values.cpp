#include "completion_values.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace macsecctl {
namespace {

struct Row {
  std::string_view command;  // "": every command that has the option
  std::string_view option;   // as a positional, if it is one
  Values kind;
  const char* words = "";
  bool list = false;
};

constexpr const char* suites = "gcm-aes-128 gcm-aes-256 gcm-aes-xpn-128 gcm-aes-xpn-256";
constexpr const char* modes = "must_encrypt should_encrypt no_encrypt";

// The first row that fits counts. Options with a declared choice, and those of a FILE, need no row.
constexpr std::array rows{
    Row{"import-secret", "NAME", Values::anything},
    Row{"create-connection", "NAME", Values::anything},
    Row{"create-lag", "NAME", Values::anything},
    Row{"delete-secret", "NAME", Values::secrets},
    Row{"schedule-key-deletion", "NAME", Values::secrets_and_connections},
    Row{"cancel-key-deletion", "NAME", Values::secrets_and_connections},
    Row{"update-lag", "NAME", Values::lags},
    Row{"delete-lag", "NAME", Values::lags},
    Row{"describe-lags", "NAME", Values::lags},
    Row{"associate-connection-with-lag", "NAME", Values::lags},
    Row{"disassociate-connection-from-lag", "NAME", Values::lags},
    Row{"", "NAME", Values::connections_and_lags},
    Row{"", "SECRET", Values::secrets},
    Row{"", "IF", Values::interfaces},
    Row{"generate-peer-config", "--interface", Values::anything},  // of the other end
    Row{"", "--interface", Values::interfaces},
    Row{"", "--connection", Values::connections},
    Row{"", "--connections", Values::connections, "", true},
    Row{"", "--grant", Values::connections_and_lags},
    Row{"", "--secret", Values::secrets},
    Row{"import-secret", "--ckn", Values::anything},
    Row{"associate-key", "--ckn", Values::anything},
    Row{"rotate", "--ckn", Values::anything},
    Row{"", "--ckn", Values::ckns},
    Row{"", "--cipher-suite", Values::words, suites},
    Row{"", "--accept-cipher-suites", Values::words, suites, true},
    Row{"", "--encryption-mode", Values::words, modes},
    Row{"", "--profile", Values::words, "generic aws ibm alibaba"},
    Row{"", "--confidentiality", Values::words, "offset-0 integrity-only"},
    Row{"", "--keychain-mode", Values::words, "standby exclusive"},
    Row{"", "--on-last-key", Values::words, "downgrade block refuse"},
    Row{"", "--ckn-match", Values::words, "exact auto"},
    Row{"", "--group-address", Values::words,
        "nearest-non-tpmr-bridge nearest-customer-bridge nearest-bridge"},
    Row{"", "--ether-type", Values::words, "888e 876f"},
    Row{"", "--ssci-mode", Values::words, "sci live-list"},
    Row{"", "--clear-protocols", Values::words, "lldp lacp pause", true},
    Row{"", "--mtu", Values::words, "keep-parent raise-parent"},
    Row{"", "--type", Values::words, "lacp active-backup balance-xor"},
    Row{"", "--to", Values::words, "file credential pkcs11:"},
};

bool names(const DeclaredOption& option, std::string_view name) {
  return option.positional == name ||
         std::find(option.names.begin(), option.names.end(), name) != option.names.end();
}

std::vector<std::string> split(const char* words) {
  std::istringstream stream(words);
  std::vector<std::string> out;
  for (std::string word; stream >> word;) out.push_back(word);
  return out;
}

bool is_a_file(const std::string& value) {
  return value == "FILE" || value == "PATH" || value == "DIR";
}

}  // namespace

ValueSource values_of(std::string_view command, const DeclaredOption& option) {
  if (!option.choice.empty()) return {Values::words, option.choice};
  for (const Row& row : rows)
    if ((row.command.empty() || row.command == command) && names(option, row.option))
      return {row.kind, split(row.words), row.list};
  return {is_a_file(option.value) ? Values::files : Values::anything};
}

}  // namespace macsecctl
