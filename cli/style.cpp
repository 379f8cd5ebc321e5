#include "style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace macsecctl {
namespace {

std::string_view code_of(Colour colour) {
  switch (colour) {
    case Colour::plain:
      return "";
    case Colour::bold:
      return "\033[1m";
    case Colour::green:
      return "\033[32m";
    case Colour::yellow:
      return "\033[33m";
    case Colour::red:
      return "\033[31m";
  }
  return "";
}

}  // namespace

std::string Style::paint(Colour as, std::string_view text) const {
  if (!colour || as == Colour::plain) return std::string(text);
  return std::string(code_of(as)) + std::string(text) + "\033[0m";
}

bool colour_is_wanted() {
  const char* const refused = std::getenv("NO_COLOR");
  return ::isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0');
}

std::optional<std::size_t> columns_of_terminal() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

}  // namespace macsecctl
