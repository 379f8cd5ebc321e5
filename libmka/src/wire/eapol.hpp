// Ethernet and EAPOL around an MKPDU (802.1X 11.3):
//   0..5 destination   6..11 source   12..13 EtherType   14 version   15 packet type   16..17 body
//   length
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "mka/types.hpp"
#include "wire/reader.hpp"

namespace mka::wire::eapol {

inline constexpr std::uint16_t ether_type = 0x888E;
inline constexpr std::uint16_t other_ether_type = 0x876F;  // some networks' way around filters
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

// An onlooker hears MKPDUs under both EtherTypes and to anybody.
inline Hearing hearing_of_onlooker(Bytes frame) {
  Hearing hearing;
  Reader in(frame);
  hearing.individual.emplace().octets = in.array<6>();
  in.array<6>();
  if (in.u16() == other_ether_type) hearing.ether_type = other_ether_type;
  return hearing;
}

}  // namespace mka::wire::eapol
