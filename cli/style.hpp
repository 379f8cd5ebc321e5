// How text looks: colour only where a person reads it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace macsecctl {

enum class Colour { plain, bold, green, yellow, red };

enum class HexCase { lower, upper };

struct Style {
  bool colour = false;
  bool brief = false;
  std::optional<HexCase> digits{};       // of the names of keys; none: as the other end writes them
  std::optional<std::size_t> columns{};  // of the screen; none: lines may be as long as they are

  std::string paint(Colour as, std::string_view text) const;
};

// Standard output is a terminal, and NO_COLOR (no-color.org) is not set.
bool colour_is_wanted();
// Of the terminal that standard output is, if it is one and says so.
std::optional<std::size_t> columns_of_terminal();

}  // namespace macsecctl
