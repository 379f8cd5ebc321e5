// The terminal while one program has all of it: the alternate screen, without cursor and echo. What
// was on it before comes back, however the program ends, SIGKILL aside.
#pragma once

#include <termios.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace macsecctl {

struct ScreenSize {
  std::size_t rows = 24;
  std::size_t columns = 80;
};

class Terminal {
 public:
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  static bool is_there();  // standard output is one
  ScreenSize size() const;
  // Lines from the top, each as wide as the screen at most; what stood there before is gone. False:
  // the terminal is gone.
  bool show(const std::vector<std::string>& lines) const;

  // For the time of a stop (Ctrl-Z), and back.
  void give_back();
  void take();

 private:
  std::optional<termios> before_;  // of standard input, if it is a terminal
  bool taken_ = false;
};

}  // namespace macsecctl
