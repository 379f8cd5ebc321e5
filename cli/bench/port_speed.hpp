// What the port itself could do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "control/result.hpp"

namespace macsecctl {

struct PortSpeed {
  std::string interface;
  std::optional<std::int64_t> mbps;  // none: without link, or the driver does not say
};
macsec::Result<PortSpeed> port_speed(const std::string& interface);

// Frames a second that such a port carries when they are protected: with SecTAG, ICV, preamble and
// the gap between frames. `octets`: before protection.
double line_rate(std::int64_t mbps, std::size_t octets);

// 10000: 10G
std::string speed_text(std::int64_t mbps);

}  // namespace macsecctl
