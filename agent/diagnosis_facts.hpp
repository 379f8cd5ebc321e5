// What a connection is diagnosed from: what the agent and the kernel know of it, and what came and
// went while it was watched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eapol_socket.hpp"
#include "key_state.hpp"
#include "mka/paths.hpp"
#include "mka/status.hpp"
#include "netlink/kernel_error.hpp"
#include "netlink/link.hpp"
#include "netlink/macsec_device.hpp"
#include "settings.hpp"
#include "wire_sample.hpp"

namespace macsecd {

// What counts, at one moment.
struct Look {
  std::optional<mka::KayStatus> mka{};  // none: nothing is at work on the interface
  mka::PathStatus paths{};
  EapolSocket::Counters eapol{};
  std::optional<netlink::MacsecDevice> secy{};
};

struct DiagnosedKey {
  mka::Ckn ckn;
  KeyFacts facts{};
  KeyVerdict verdict{};
};

struct DiagnosisFacts {
  ConnectionSettings settings{};
  mka::CipherSuite suite = mka::CipherSuite::gcm_aes_xpn_256;  // of the device
  std::optional<netlink::Link> parent{};
  std::optional<netlink::Link> device{};
  std::optional<Reason> problem{};                // why nothing is at work on the interface
  std::vector<Reason> reasons{};                  // those of the connection's status
  std::optional<netlink::KernelError> refusal{};  // the SecY's last one
  std::vector<DiagnosedKey> keys{};               // in order of preference
  Look before{};
  Look after{};
  mka::Duration watched{0};
  WireSample wire{};
};

}  // namespace macsecd
