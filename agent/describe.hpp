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
#include "parent_care.hpp"
#include "rotation.hpp"
#include "secy_totals.hpp"
#include "settings.hpp"

namespace macsecd {

struct KeyView {
  mka::Ckn ckn;
  KeyVerdict verdict{};
  std::optional<std::string> role{};  // principal, standby
  std::uint64_t sequence = 0;
  KeyStart start{};
  std::string token_uri{};  // where the CAK is; empty: here
  KeySession session = KeySession::primary;
  std::string secret{};
  std::optional<WallTime> created_at{};
  std::chrono::seconds age{0};            // if that is known
  std::optional<WallTime> deleted_on{};   // a deletion of its secret is planned
  std::vector<Reason> cautions{};         // beside those of its state
  std::optional<std::size_t> cak_size{};  // in octets; none: it cannot be read
};

struct RotationView {
  Rotation rotation;
  RotationPhase phase = RotationPhase::waiting_for_peer;
  std::optional<mka::Duration> bake_left{};
  mka::Duration age{0};
  std::optional<KeyView> active_delta{};  // the previous key while it is still in service
};

struct ConnectionView {
  ConnectionSettings settings{};
  ConnectionState state = ConnectionState::pending;
  bool link_up = false;
  std::uint64_t clear_seconds = 0;
  std::optional<WallTime> in_clear_since{};
  std::vector<KeyView> keys{};          // newest first
  std::optional<mka::KayStatus> mka{};  // none while there is no port
  SecyTotals::Values counters{};
  std::vector<Reason> reasons{};
  GuardState guard = GuardState::down;
  std::optional<RotationView> rotation{};  // under way
  std::optional<std::uint32_t> device_mtu{};
  mka::CipherSuite suite_in_use = mka::CipherSuite::gcm_aes_xpn_256;
  std::optional<netlink::Offload> offload_in_effect{};  // none while there is no port
  std::string lag{};                                    // it is a member of; empty: of none
  std::string entity_tag{};
};

macsec::Json describe(const Reason& reason);
macsec::Json describe(const std::vector<Reason>& reasons);
macsec::Json describe(const KeyView& key, mka::CipherSuite suite);
macsec::Json describe(const ConnectionView& connection);

}  // namespace macsecd
