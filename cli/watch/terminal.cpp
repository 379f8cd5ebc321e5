#include "watch/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace macsecctl {
namespace {

// ECMA-48, and three private modes that all terminals of today know, or ignore: the alternate
// screen, no cursor, no wrapping at the right edge.
constexpr std::string_view enter = "\033[?1049h\033[?25l\033[?7l\033[2J";
constexpr std::string_view leave = "\033[0m\033[?7h\033[?25h\033[?1049l";
constexpr std::string_view home = "\033[H";
// What is overwritten is never blank in between, so nothing flickers.
constexpr std::string_view clear_rest_of_line = "\033[K";
constexpr std::string_view clear_below = "\033[J";

bool put(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Terminal::Terminal() {
  termios settings{};
  if (::tcgetattr(STDIN_FILENO, &settings) == 0) before_ = settings;
  take();
}

Terminal::~Terminal() { give_back(); }

bool Terminal::is_there() { return ::isatty(STDOUT_FILENO) == 1; }

ScreenSize Terminal::size() const {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
    return {};
  return {size.ws_row, size.ws_col};
}

bool Terminal::show(const std::vector<std::string>& lines) const {
  const std::size_t shown = std::min(lines.size(), size().rows);
  std::string text(home);
  for (std::size_t i = 0; i < shown; ++i) {
    text += lines[i];
    text += clear_rest_of_line;
    if (i + 1 < shown) text += "\r\n";  // none after the last: the screen would scroll
  }
  text += clear_below;
  return put(text);
}

void Terminal::take() {
  if (taken_) return;
  if (before_) {
    termios keys = *before_;
    keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    keys.c_iflag &= ~static_cast<tcflag_t>(IXON);  // Ctrl-S would stop the picture, and us with it
    ::tcsetattr(STDIN_FILENO, TCSANOW, &keys);
  }
  taken_ = put(enter);
}

void Terminal::give_back() {
  if (!taken_) return;
  taken_ = false;
  put(leave);
  if (before_) ::tcsetattr(STDIN_FILENO, TCSANOW, &*before_);
}

}  // namespace macsecctl
