// A connection as a value, and that value as the JSON of the control interface.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connection_state.hpp"
#include "control/json.hpp"
#include "key_state.hpp"
#include "keychain.hpp"
#include "mka/status.hpp"
#include "secy_totals.hpp"
#include "settings.hpp"

namespace macsecd {

struct KeyView {
  mka::Ckn ckn;
  KeyVerdict verdict{};
  std::optional<std::string> role{};  // principal, standby
  std::uint64_t sequence = 0;
  KeyStart start{};
};

struct ConnectionView {
  ConnectionSettings settings{};
  ConnectionState state = ConnectionState::pending;
  bool link_up = false;
  std::vector<KeyView> keys{};          // newest first
  std::optional<mka::KayStatus> mka{};  // none while there is no port
  SecyTotals::Values counters{};
  std::vector<Reason> reasons{};
};

macsec::Json describe(const Reason& reason);
macsec::Json describe(const std::vector<Reason>& reasons);
macsec::Json describe(const KeyView& key, mka::CipherSuite suite);
macsec::Json describe(const ConnectionView& connection);

}  // namespace macsecd
