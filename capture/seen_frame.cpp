#include "capture/seen_frame.hpp"

#include <algorithm>
#include <array>

namespace capture {
namespace {

// 802.1Q, 802.1ad, and what was in use before it.
constexpr std::array<unsigned, 4> vlan_ether_types{0x8100, 0x88A8, 0x9100, 0x9200};
constexpr std::size_t most_tags = 4;
constexpr std::size_t addresses = 12;
constexpr std::size_t tag_size = 4;

unsigned number_at(mka::Bytes octets, std::size_t at) {
  return static_cast<unsigned>(octets[at]) << 8 | octets[at + 1];
}

bool has_tag(mka::Bytes octets) {
  return octets.size() >= addresses + tag_size &&
         std::ranges::find(vlan_ether_types, number_at(octets, addresses)) !=
             vlan_ether_types.end();
}

}  // namespace

void set_tags_aside(SeenFrame& frame) {
  while (frame.vlans.size() < most_tags && has_tag(frame.view())) {
    frame.vlans.push_back(
        static_cast<std::uint16_t>(number_at(frame.view(), addresses + 2) & 0x0FFFu));
    const auto first = frame.octets.begin() + static_cast<std::ptrdiff_t>(addresses);
    frame.octets.erase(first, first + static_cast<std::ptrdiff_t>(tag_size));
  }
}

std::string digits_of(const SeenFrame& frame) { return mka::to_hex(frame.octets); }

}  // namespace capture
