// A capture file, pcap or pcapng, of whatever tool and byte order; libpcap reads it. Hostile until
// checked: all that is kept is bounded (limits.hpp).
#pragma once

#include <string>
#include <vector>

#include "capture/seen_frame.hpp"
#include "control/result.hpp"

namespace capture {

struct CaptureFile {
  std::vector<SeenFrame> mkpdus{};
  std::uint64_t frames = 0;  // of all kinds
  std::uint64_t macsec_frames = 0;
  std::uint64_t left_out = 0;  // MKPDUs beyond the limit
  std::string cut_off{};       // why reading ended before the file did; empty: it did not
};

// "-": standard input. Refused if not even the head of the file can be read.
macsec::Result<CaptureFile> read_capture(const std::string& path);

}  // namespace capture
