// Times, numbers and key names as people write them. Nothing if they cannot be read.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "control/error.hpp"

namespace macsecctl {

// 90, 90s, 30m, 1h, 2d
std::optional<std::chrono::seconds> time_from(std::string_view text);
// The same, and 500ms
std::optional<std::chrono::milliseconds> short_time_from(std::string_view text);
// Octets: 1500, 10K, 10M, 10G, 10T, in powers of 1000
std::optional<std::uint64_t> volume_from(std::string_view text);
// What is wrong with a CKN, if anything: hexadecimal digits, an even number of them, 2 to 64.
std::optional<macsec::Error> complaint_about_ckn(std::string_view ckn);

// CLI11 validators: an empty string, or what is wrong.
std::string check_time(const std::string& text);
std::string check_short_time(const std::string& text);
std::string check_volume(const std::string& text);
std::string check_number(const std::string& text);

std::string age_text(std::int64_t ms);  // 12 s, 3 min, 2 h, 5 d

}  // namespace macsecctl
