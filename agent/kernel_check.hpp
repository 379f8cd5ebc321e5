// What kernel and agent lack for MACsec with a cipher suite: decided from facts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check.hpp"
#include "mka/types.hpp"

namespace macsecd {

struct KernelFacts {
  mka::CipherSuite suite = mka::CipherSuite::gcm_aes_xpn_256;
  std::vector<std::string> missing_capabilities{};  // CAP_NET_ADMIN, ...
  std::optional<macsec::Error> driver{};            // why there is none
  bool tried = false;                               // whether a SAK of the suite can be used
  std::optional<macsec::Error> refusal{};           // of that SAK
  std::string gcm_driver{};                         // as /proc/crypto names it; empty: none yet
};

std::vector<Check> kernel_checks(const KernelFacts& facts);

// The driver that the kernel prefers for gcm(aes), in the text of /proc/crypto; empty: none.
std::string preferred_gcm(const std::string& proc_crypto);
// AES in plain C, without instructions of the CPU for it.
bool is_plain_software(const std::string& gcm_driver);

}  // namespace macsecd
