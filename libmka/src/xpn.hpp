// What the XPN suites add to a SAK: SSCI and salt (802.1AEbw, 802.1X 9.10).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "mka/types.hpp"

namespace mka {

// The salt that a SAK's key identifier implies (802.1AE 10.7.8 and 802.1X 9.8.1).
Salt xpn_salt(const Ki& ki);

// The SSCI of `sci` among the members that share a SAK: the numerically greatest SCI has 1, the
// next 2. None if `sci` is not a member.
Ssci ssci_of(const Sci& sci, std::span<const Sci> members);

}  // namespace mka
