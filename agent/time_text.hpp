// The time of day for people and journals. Nothing is decided by it.
#pragma once

#include <string>

namespace macsecd {

std::string time_of_day();  // 2026-01-31T12:00:00.000Z

}  // namespace macsecd
