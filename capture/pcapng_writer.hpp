// pcapng (draft-ietf-opsawg-pcapng), what is needed of it: one section, its interfaces, frames with
// nanoseconds and direction. libpcap reads this format and does not write it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace capture {

enum class Direction : std::uint8_t { unknown = 0, inbound = 1, outbound = 2 };

// Of one interface, in the order of the section.
struct CapturedFrame {
  std::uint32_t interface = 0;
  std::int64_t time = 0;  // nanoseconds since 1970
  Direction direction = Direction::unknown;
  std::size_t original_size = 0;  // on the wire; more than `octets` if it was cut
  std::vector<std::uint8_t> octets{};
};

// Blocks, each to be written whole.
std::string pcapng_head(std::string_view application, const std::vector<std::string>& interfaces);
std::string pcapng_frame(const CapturedFrame& frame);

}  // namespace capture
