// The time of day as events carry it.
#pragma once

#include <chrono>
#include <string>

namespace macsecctl {

// 2026-01-31T12:00:00, so long ago
std::string utc_time(std::chrono::seconds ago = {});

}  // namespace macsecctl
