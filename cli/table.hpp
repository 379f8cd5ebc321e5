// Cells in columns, as wide as they must be.
#pragma once

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

}  // namespace macsecctl
