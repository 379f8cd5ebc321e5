// What packet sockets for MKPDUs have in common: words of a filter, and the group addresses of
// EAPOL.
#pragma once

#include <linux/filter.h>

#include <array>
#include <cstdint>

#include "mka/types.hpp"

namespace macsecd::packet_filter {

inline constexpr std::uint32_t ethertype_at = 12;
inline constexpr std::uint32_t eapol_type_at = 15;
inline constexpr std::uint32_t eapol_mka = 5;

constexpr sock_filter load(std::uint16_t size, std::uint32_t at) {
  return {static_cast<std::uint16_t>(BPF_LD | BPF_ABS | size), 0, 0, at};
}
constexpr sock_filter jump_if_equal(std::uint32_t value, std::uint8_t yes, std::uint8_t no) {
  return {BPF_JMP | BPF_JEQ | BPF_K, yes, no, value};
}
constexpr sock_filter accept_octets(std::uint32_t count) { return {BPF_RET | BPF_K, 0, 0, count}; }

// The group addresses that EAPOL is sent to (802.1X table 11-1).
inline constexpr std::array permitted_groups{
    mka::MacAddress{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x03}},
    mka::MacAddress{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x00}},
    mka::MacAddress{{0x01, 0x80, 0xc2, 0x00, 0x00, 0x0e}},
};

}  // namespace macsecd::packet_filter
