// An MKPDU as an onlooker sees it: everything that can be read, whether its ICV can be verified or
// not. Nothing is decided by it; the engine takes AuthenticMkpdus only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "capture/seen_frame.hpp"
#include "capture/verdict.hpp"
#include "wire/mkpdu.hpp"

namespace capture {

// A parameter set that is only told of: nobody uses it, or it is unknown or a second one.
struct OtherSet {
  std::uint8_t type = 0;
  std::size_t size = 0;  // of its body
};

struct SeenMkpdu {
  std::uint64_t number = 0;
  std::int64_t time = 0;
  std::vector<std::uint16_t> vlans{};
  std::size_t size = 0;
  mka::MacAddress destination;
  mka::MacAddress source;
  std::uint16_t ether_type = 0;
  Verdict verdict{};
  std::vector<mka::DropReason> faults{};  // why a receiver drops it
  std::optional<mka::wire::Mkpdu> pdu{};  // none: not even its outside can be read
  std::vector<OtherSet> others{};
};

// `frame` is one that read_capture() took for an MKPDU.
SeenMkpdu look_at(const SeenFrame& frame, const Verdict& verdict);

}  // namespace capture
