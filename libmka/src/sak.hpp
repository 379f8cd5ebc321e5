// When a key server makes a fresh SAK, and how (802.1X 9.8, 9.8.1).
#pragma once

#include <cstdint>
#include <optional>

#include "mka/limits.hpp"
#include "mka/output.hpp"
#include "mka/random.hpp"
#include "mka/secret.hpp"
#include "mka/time.hpp"
#include "mka/types.hpp"

namespace mka {

struct SakFacts {
  // We are key server and principal, MACsec was decided on, and someone is live to use it.
  bool may_distribute = false;
  // Why there is no SAK of ours yet; empty if there is one.
  std::optional<NewSakReason> missing{};
  // How the live peers differ from those the SAK was made for; empty if they do not.
  std::optional<NewSakReason> membership{};
  bool potential_peers = false;
  std::optional<Duration> since_distribution{};  // under this key; empty if there was none
  bool settled = false;                          // the SAK is in use and the one before is retired
  Pn highest_pn = 1;                             // ours and those reported by peers, under the SAK
  Pn pn_threshold = 0;
  bool asked = false;
  bool policy_changed = false;
  bool data_plane_mismatch = false;
  Duration age{0};
  Duration age_limit{0};  // 0: none
  std::uint64_t octets = 0;
  std::uint64_t octet_limit = 0;  // 0: none
};

// The reason to make a SAK now, the most urgent one first; nothing if there is none or it must
// wait.
std::optional<NewSakReason> why_new_sak(const SakFacts& facts);

// When a reason that why_new_sak holds back, or a time limit, falls due, counted from now.
std::optional<Duration> new_sak_due_in(const SakFacts& facts);

// 75 % of the suite's packet numbers, or what the operator set.
Pn exhaustion_threshold(CipherSuite suite, Pn configured);

// `size` random octets, 16 or 32: 802.1X 9.8.1 allows them as well as a derivation from the CAK,
// and the CAK need not be at hand. Nothing if the random source fails.
std::optional<Sak> generate_sak(std::size_t size, Random& random);

}  // namespace mka
