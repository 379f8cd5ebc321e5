// The board as lines of text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "watch/board.hpp"

namespace macsecctl {

// What fits into so many rows of style.columns. `scrolled`: so many lines of the connections are
// above the screen; it is brought into what there is.
std::vector<std::string> screen_lines(const Board& board, const Style& style, std::size_t rows,
                                      std::size_t& scrolled);
// All of it, however long it is.
std::string board_text(const Board& board, const Style& style);

}  // namespace macsecctl
