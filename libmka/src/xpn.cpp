#include "xpn.hpp"

#include <algorithm>

namespace mka {

// The halves of the key number change places: octets 0, 1 meet its low half, 2, 3 its high half.
Salt xpn_salt(const Ki& ki) {
  Salt salt = ki.server.octets;
  const auto octet = [&](unsigned shift) { return static_cast<std::uint8_t>(ki.number >> shift); };
  salt[0] ^= octet(8);
  salt[1] ^= octet(0);
  salt[2] ^= octet(24);
  salt[3] ^= octet(16);
  return salt;
}

Ssci ssci_of(const Sci& sci, std::span<const Sci> members) {
  if (std::ranges::find(members, sci) == members.end()) return Ssci::none;
  const auto greater =
      std::ranges::count_if(members, [&](const Sci& other) { return other > sci; });
  return static_cast<Ssci>(greater + 1);
}

}  // namespace mka
