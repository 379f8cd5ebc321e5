// The time of day, for what an operator plans by it: when a key goes into service. It may jump;
// nothing else is decided by it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace macsecd {

using WallTime = std::chrono::sys_seconds;

WallTime wall_now();

// 2026-01-31T12:00:00Z, with an offset +01:00 instead of Z, or +SECONDS from `present`.
std::optional<WallTime> wall_time_from(std::string_view text, WallTime present);
std::string to_string(WallTime time);  // 2026-01-31T12:00:00Z

}  // namespace macsecd
