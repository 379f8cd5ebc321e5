#include "xpn.hpp"

#include <algorithm>
#include <functional>
#include <utility>

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

std::vector<Sci> by_descending_sci(std::vector<Sci> members) {
  std::ranges::sort(members, std::ranges::greater{});
  return members;
}

std::vector<Sci> by_live_list(const Sci& server, std::vector<Sci> listed,
                              std::uint8_t place_of_server) {
  const bool listed_place = place_of_server != 0 && place_of_server <= listed.size() + 1;
  listed.insert(listed_place ? listed.begin() + place_of_server - 1 : listed.end(), server);
  return listed_place ? listed : by_descending_sci(std::move(listed));
}

Ssci ssci_of(const Sci& sci, std::span<const Sci> members) {
  const auto found = std::ranges::find(members, sci);
  if (found == members.end()) return Ssci::none;
  return static_cast<Ssci>(found - members.begin() + 1);
}

}  // namespace mka
