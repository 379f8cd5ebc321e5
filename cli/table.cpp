#include "table.hpp"

#include <algorithm>

namespace macsecctl {
namespace {

// Characters, not octets: continuation octets of UTF-8 take no room.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::string aligned(const std::vector<Line>& lines, const Style& style) {
  std::vector<std::size_t> widths(lines.front().size(), 0);
  for (const Line& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], width(line[i].text));
  std::string text;
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += style.paint(line[i].colour, line[i].text);
      if (i + 1 < line.size()) text += std::string(widths[i] - width(line[i].text) + 2, ' ');
    }
    text += '\n';
  }
  return text;
}

}  // namespace macsecctl
