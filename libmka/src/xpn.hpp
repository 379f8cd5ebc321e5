// What the XPN suites add to a SAK: SSCI and salt (802.1AEbw, 802.1X 9.10).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mka/config.hpp"
#include "mka/types.hpp"

namespace mka {

// The salt that a SAK's key identifier implies (802.1AE 10.7.8 and 802.1X 9.8.1).
Salt xpn_salt(const Ki& ki);

// The members that share a SAK, in the order of their SSCIs: the numerically greatest SCI has 1,
// the next 2 (802.1X 9.10).
std::vector<Sci> by_descending_sci(std::vector<Sci> members);

// The same by another rule: as the key server lists them, itself at the place that it says (from 1;
// 0: it does not say). By SCI if the place is not in the list.
std::vector<Sci> by_live_list(const Sci& server, std::vector<Sci> listed,
                              std::uint8_t place_of_server);

// The place of `sci` among members in the order of their SSCIs. None if it is not a member.
Ssci ssci_of(const Sci& sci, std::span<const Sci> members);

}  // namespace mka
