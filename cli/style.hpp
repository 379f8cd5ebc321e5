// How text looks: colour only where a person reads it.
#pragma once

#include <string>
#include <string_view>

namespace macsecctl {

enum class Colour { plain, bold, green, yellow, red };

struct Style {
  bool colour = false;
  bool brief = false;

  std::string paint(Colour as, std::string_view text) const;
};

// Standard output is a terminal, and NO_COLOR (no-color.org) is not set.
bool colour_is_wanted();

}  // namespace macsecctl
