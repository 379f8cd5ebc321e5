#include "spelling.hpp"

#include <cctype>
#include <charconv>
#include <limits>

namespace macsecctl {
namespace {

constexpr std::size_t longest_ckn_digits = 64;

std::optional<std::int64_t> seconds_in(std::string_view unit) {
  if (unit.empty() || unit == "s") return 1;
  if (unit == "m") return 60;
  if (unit == "h") return 3600;
  if (unit == "d") return 86400;
  return std::nullopt;
}

std::optional<std::uint64_t> octets_in(std::string_view unit) {
  constexpr std::string_view units = "KMGT";
  if (unit.empty()) return 1;
  const auto at = units.find(static_cast<char>(unit.front() & ~0x20));
  if (unit.size() != 1 || at == units.npos) return std::nullopt;
  std::uint64_t octets = 1000;
  for (std::size_t i = 0; i < at; ++i) octets *= 1000;
  return octets;
}

template <typename T>
bool is_number(const std::string& text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::optional<std::chrono::seconds> time_from(std::string_view text) {
  std::uint32_t number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  const auto unit = seconds_in({end, static_cast<std::size_t>(last - end)});
  if (error != std::errc() || !unit) return std::nullopt;
  return std::chrono::seconds(number * *unit);
}

std::optional<std::chrono::milliseconds> short_time_from(std::string_view text) {
  std::uint32_t number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (error != std::errc() || std::string_view(end, last) != "ms") return time_from(text);
  return std::chrono::milliseconds(number);
}

std::optional<std::uint64_t> volume_from(std::string_view text) {
  std::uint64_t number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  const auto unit = octets_in({end, static_cast<std::size_t>(last - end)});
  if (error != std::errc() || !unit) return std::nullopt;
  if (number > std::numeric_limits<std::uint64_t>::max() / *unit) return std::nullopt;
  return number * *unit;
}

std::optional<macsec::Error> complaint_about_ckn(std::string_view ckn) {
  const std::string hint =
      "a CKN is 1 to 32 octets in hexadecimal: macsecctl generate-key prints one";
  for (std::size_t i = 0; i < ckn.size(); ++i)
    if (std::isxdigit(static_cast<unsigned char>(ckn[i])) == 0)
      return macsec::Error{
          macsec::Errc::key_format,
          "character " + std::to_string(i + 1) + " of the CKN is no hexadecimal digit", hint};
  if (ckn.empty() || ckn.size() % 2 != 0 || ckn.size() > longest_ckn_digits)
    return macsec::Error{macsec::Errc::key_format,
                         "the CKN has " + std::to_string(ckn.size()) +
                             " digits; an even number from 2 to 64 is needed",
                         hint};
  return std::nullopt;
}

std::string check_time(const std::string& text) {
  return time_from(text) ? "" : text + " is no time: write 90, 90s, 30m, 1h or 2d";
}

std::string check_short_time(const std::string& text) {
  return short_time_from(text) ? "" : text + " is no time: write 500ms, 2s or 1m";
}

std::string check_volume(const std::string& text) {
  return volume_from(text) ? "" : text + " is no volume: write 1500, 10M, 100G or 2T octets";
}

std::string check_number(const std::string& text) {
  return is_number<std::uint64_t>(text) ? "" : text + " is no number";
}

std::string age_text(std::int64_t ms) {
  const std::int64_t seconds = ms / 1000;
  if (seconds < 120) return std::to_string(seconds) + " s";
  if (seconds < 120 * 60) return std::to_string(seconds / 60) + " min";
  if (seconds < 48 * 3600) return std::to_string(seconds / 3600) + " h";
  return std::to_string(seconds / 86400) + " d";
}

}  // namespace macsecctl
