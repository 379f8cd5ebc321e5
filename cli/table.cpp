#include "table.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "printable.hpp"

namespace macsecctl {
namespace {

using Widths = std::vector<std::size_t>;

constexpr std::size_t gap = 2;

void make_printable(std::vector<Line>& lines) {
  for (Line& line : lines)
    for (Cell& cell : line) cell.text = printable(cell.text);
}

Widths widths_of(const std::vector<Line>& lines) {
  Widths widths(lines.front().size(), 0);
  for (const Line& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], width_of(line[i].text));
  return widths;
}

std::size_t total(const Widths& widths) {
  return std::accumulate(widths.begin(), widths.end(), std::size_t{0}) + gap * (widths.size() - 1);
}

// Columns by their numbers in the table as it was at first.
class Columns {
 public:
  explicit Columns(std::vector<Line>& lines) : lines_(lines), there_(lines.front().size()) {
    std::iota(there_.begin(), there_.end(), std::size_t{0});
  }

  void let_leave(std::size_t column) {
    const auto at = std::find(there_.begin(), there_.end(), column);
    if (at == there_.end()) return;
    for (Line& line : lines_) line.erase(line.begin() + (at - there_.begin()));
    there_.erase(at);
  }

 private:
  std::vector<Line>& lines_;
  std::vector<std::size_t> there_;
};

void drop_columns(std::vector<Line>& lines, const Widths& leaving, std::size_t room) {
  Columns columns(lines);
  const Widths at_first = widths_of(lines);
  for (std::size_t i = 0; i < at_first.size(); ++i)
    if (at_first[i] == 0) columns.let_leave(i);
  for (const std::size_t column : leaving) {
    if (total(widths_of(lines)) <= room) return;
    columns.let_leave(column);
  }
}

std::string row(const Line& line, const Widths& widths, const Style& style, std::size_t room) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string shown = cut(line[i].text, room);
    text += style.paint(line[i].colour, shown);
    const std::size_t blank = i + 1 < line.size() ? widths[i] - width_of(line[i].text) + gap : 0;
    room -= std::min(room, width_of(shown));
    text += std::string(std::min(room, blank), ' ');
    room -= std::min(room, blank);
    if (room == 0) break;
  }
  return text;
}

}  // namespace

std::vector<std::string> fitted(std::vector<Line> lines, const Style& style,
                                const std::vector<std::size_t>& leaving) {
  const std::size_t room = style.columns.value_or(std::numeric_limits<std::size_t>::max());
  make_printable(lines);
  drop_columns(lines, leaving, room);
  const Widths widths = widths_of(lines);
  std::vector<std::string> rows;
  for (const Line& line : lines) rows.push_back(row(line, widths, style, room));
  return rows;
}

std::string aligned(const std::vector<Line>& lines, const Style& style) {
  Style unbounded = style;
  unbounded.columns.reset();
  std::string text;
  for (const std::string& one : fitted(lines, unbounded, {})) text += one + "\n";
  return text;
}

}  // namespace macsecctl
