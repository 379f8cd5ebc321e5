// Frames and octets per second, from counters that are looked at now and then.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "command.hpp"

namespace macsecctl {

struct Traffic {
  double frames = 0;
  double octets = 0;
};
struct Rate {
  Traffic out;  // protected
  Traffic in;   // validated
  double clear_frames = 0;
};

class Rates {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  void observe(Instant now, const Json& connections);
  // Nothing before the second look, or where counters went back: another device, another agent.
  std::optional<Rate> of(const std::string& connection) const;

 private:
  struct Look {
    Instant at;
    std::map<std::string, std::int64_t> counters;
  };
  std::map<std::string, Look> looks_;
  std::map<std::string, Rate> rates_;
};

}  // namespace macsecctl
