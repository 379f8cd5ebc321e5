// The header that all parameter sets share (802.1X figure 11-7), and the frame around a set.
//   octet 1   type (Basic: MKA version identifier)
//   octet 2   depends on the type
//   octet 3   flags(4), body length bits 12..9
//   octet 4   body length bits 8..1: without header and padding
//   then      body, padded to a multiple of 4
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace mka::wire {

// Types of parameter sets (802.1X table 11-7).
namespace set_type {
inline constexpr std::uint8_t live_peer_list = 1;
inline constexpr std::uint8_t potential_peer_list = 2;
inline constexpr std::uint8_t sak_use = 3;
inline constexpr std::uint8_t distributed_sak = 4;
inline constexpr std::uint8_t distributed_cak = 5;
inline constexpr std::uint8_t kmd = 6;
inline constexpr std::uint8_t announcement = 7;
inline constexpr std::uint8_t xpn = 8;
// Unassigned, and ignored like every unknown type (11.11.3): octets that make an MKPDU larger.
inline constexpr std::uint8_t filler = 254;
inline constexpr std::uint8_t icv_indicator = 255;
}  // namespace set_type

inline constexpr std::size_t set_header_size = 4;
inline constexpr std::size_t longest_body = 0xFFF;
inline constexpr std::size_t icv_size = 16;

constexpr std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

struct SetHeader {
  std::uint8_t type = 0;
  std::uint8_t octet_2 = 0;
  std::uint8_t flags = 0;  // of octet 3, in their places; low four bits 0
  std::size_t body_size = 0;
  bool has(unsigned bit) const { return (flags >> (bit - 1) & 1u) != 0; }  // numbered 8..5
};

// A received set, cut to its body.
struct ParameterSet {
  SetHeader header;
  Bytes body;
};

SetHeader read_set_header(Reader& in);
// What is left of a set after its header; `in` runs short if body and padding are not all there.
Bytes read_set_body(Reader& in, std::size_t size);

// Writes a header whose length is filled in by close_set, which also pads.
class OpenSet {
 public:
  OpenSet(Writer& out, std::uint8_t type, unsigned octet_2, unsigned flags);
  void close();

 private:
  Writer& out_;
  std::size_t start_;
};

// Flag bit `number` of octet 3, as the standard numbers them: 8 is the most significant.
constexpr unsigned flag(unsigned number, bool set) { return set ? 1u << (number - 1) : 0u; }

}  // namespace mka::wire
