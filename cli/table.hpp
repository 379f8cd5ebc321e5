// Cells in columns, as wide as they must be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "style.hpp"

namespace macsecctl {

struct Cell {
  std::string text;
  Colour colour = Colour::plain;
};
using Line = std::vector<Cell>;

inline constexpr const char* no_cell = "-";

// All lines have as many cells as the first.
std::string aligned(const std::vector<Line>& lines, const Style& style);

// The same as one text per line, for a screen of style.columns: columns in which nothing stands
// take no room; others leave in the order of their numbers in `leaving` until the lines fit; what
// is too wide even then is cut.
std::vector<std::string> fitted(std::vector<Line> lines, const Style& style,
                                const std::vector<std::size_t>& leaving);

}  // namespace macsecctl
