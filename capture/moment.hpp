// When something was seen first, and in which frame.
#pragma once

#include <cstdint>

#include "capture/explanation.hpp"
#include "control/json.hpp"

namespace capture {

struct Moment {
  std::int64_t time = 0;
  std::uint64_t frame = 0;  // 0: in none; something was missing
};

// afterSeconds: since `start`, the capture's first MKPDU.
inline macsec::Json to_json(const Moment& moment, std::int64_t start) {
  macsec::Json out{{"time", time_text(moment.time)},
                   {"afterSeconds", static_cast<double>(moment.time - start) / 1e9}};
  if (moment.frame != 0) out["frame"] = moment.frame;
  return out;
}

}  // namespace capture
