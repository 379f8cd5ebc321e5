// Ethernet and EAPOL around an MKPDU (802.1X 11.3):
//   0..5 destination   6..11 source   12..13 EtherType   14 version   15 packet type   16..17 body
//   length
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "mka/types.hpp"

namespace mka::wire::eapol {

inline constexpr std::uint16_t ether_type = 0x888E;
inline constexpr std::uint8_t version = 3;
inline constexpr std::uint8_t packet_type_mka = 5;
inline constexpr std::size_t header_size = 18;
inline constexpr std::size_t body_length_at = 16;

// Of a frame to be sent.
struct Addresses {
  MacAddress destination;
  MacAddress source;
  std::uint16_t ether_type = eapol::ether_type;
};

// What is heard: every group address and, if there is one, an individual one. Some networks carry
// MKPDUs under another EtherType, or to a station's own address.
struct Hearing {
  std::uint16_t ether_type = eapol::ether_type;
  std::optional<MacAddress> individual{};
};

constexpr bool is_individual(const MacAddress& address) { return (address.octets[0] & 1u) == 0; }

}  // namespace mka::wire::eapol
