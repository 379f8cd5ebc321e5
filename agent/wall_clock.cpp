#include "wall_clock.hpp"

#include <cstdio>

#include "spelling.hpp"

namespace macsecd {
namespace {

using namespace std::chrono;

constexpr std::size_t moment_length = 19;  // 2026-01-31T12:00:00
// A hundred years: nobody plans further, and sums stay far from overflow.
constexpr std::uint64_t furthest = 100ull * 366 * 24 * 3600;

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  const auto value = number_from(text.substr(at, count));
  if (!value) return std::nullopt;
  return static_cast<int>(*value);
}

bool has_form(std::string_view text, std::string_view form) {
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == '0' ? !digit : text[i] != form[i]) return false;
  }
  return true;
}

// Z, +01:00 or -01:30: east of Greenwich is positive.
std::optional<minutes> offset_from(std::string_view zone) {
  if (zone == "Z" || zone == "z") return minutes(0);
  if (zone.size() != 6 || !has_form(zone.substr(1), "00:00")) return std::nullopt;
  const minutes offset(*digits(zone, 1, 2) * 60 + *digits(zone, 4, 2));
  if (offset >= hours(24)) return std::nullopt;
  if (zone[0] == '-') return -offset;
  return zone[0] == '+' ? std::optional(offset) : std::nullopt;
}

std::optional<WallTime> moment_from(std::string_view text) {
  if (!has_form(text, "0000-00-00T00:00:00")) return std::nullopt;
  const year_month_day date(year(*digits(text, 0, 4)),
                            month(static_cast<unsigned>(*digits(text, 5, 2))),
                            day(static_cast<unsigned>(*digits(text, 8, 2))));
  const int hour = *digits(text, 11, 2);
  const int minute = *digits(text, 14, 2);
  const int second = *digits(text, 17, 2);
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return sys_days(date) + hours(hour) + minutes(minute) + seconds(second);
}

}  // namespace

WallTime wall_now() { return floor<seconds>(system_clock::now()); }

std::optional<WallTime> wall_time_from(std::string_view text, WallTime present) {
  if (text.size() > 1 && text[0] == '+') {
    const auto later = number_from(text.substr(1));
    if (!later || *later > furthest) return std::nullopt;
    return present + seconds(*later);
  }
  if (text.size() <= moment_length) return std::nullopt;
  const auto moment = moment_from(text.substr(0, moment_length));
  const auto offset = offset_from(text.substr(moment_length));
  if (!moment || !offset) return std::nullopt;
  return *moment - *offset;
}

std::string to_string(WallTime time) {
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

}  // namespace macsecd
