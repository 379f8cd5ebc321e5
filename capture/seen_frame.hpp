// An MKPDU's frame as a capture has it, its VLAN tags set aside: the ICV does not cover them
// (802.1X 11.11.1).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mka/types.hpp"

namespace capture {

struct SeenFrame {
  std::uint64_t number = 0;  // in the file, from 1
  std::int64_t time = 0;     // nanoseconds since 1970
  std::vector<std::uint16_t> vlans{};
  std::vector<std::uint8_t> octets{};

  mka::Bytes view() const { return octets; }
};

// Moves the tags behind the addresses from the octets to `vlans`.
void set_tags_aside(SeenFrame& frame);
// As the control protocol carries it.
std::string digits_of(const SeenFrame& frame);

}  // namespace capture
