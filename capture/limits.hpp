// Every bound on what a capture file can make its reader keep, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace capture::limits {

// MKPDUs of one file that are looked at: a day of a point-to-point link with hellos each 2 s.
inline constexpr std::size_t mkpdus = 100'000;
// Those that are explained one by one: some KiB of memory each.
inline constexpr std::size_t explained = 20'000;
// Octets kept of one: more than any frame that carries an MKPDU has.
inline constexpr std::size_t frame = 2048;
// What anybody on the link can make up, by a new name in each frame.
inline constexpr std::size_t associations = 256;
inline constexpr std::size_t members = 256;  // of one CA, restarts included
inline constexpr std::size_t saks = 4096;    // of one CA
inline constexpr std::size_t anomalies = 1000;
// A line of the key file: two keys of 64 digits and blanks; and the file.
inline constexpr std::size_t key_line = 256;
inline constexpr std::size_t keys = 1024;

}  // namespace capture::limits
