#include "printable.hpp"

#include <algorithm>

namespace macsecctl {
namespace {

bool continues(char c) { return (c & 0xC0) == 0x80; }

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// U+0080 to U+009F: control characters that some terminals obey.
bool is_c1(std::string_view at) {
  return at.size() > 1 && at[0] == '\xC2' && static_cast<unsigned char>(at[1]) < 0xA0;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = is_c1(text.substr(i));
    out += pair || is_control(text[i]) ? '?' : text[i];
    if (pair) ++i;
  }
  return out;
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string cut(std::string text, std::size_t width) {
  if (width_of(text) <= width) return text;
  if (width == 0) return "";
  std::size_t kept = 0;
  for (std::size_t seen = 0; kept < text.size(); ++kept)
    if (!continues(text[kept]) && ++seen == width) break;
  return text.substr(0, kept) + "…";
}

}  // namespace macsecctl
