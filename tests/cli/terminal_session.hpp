// macsecctl at a terminal of its own, with a person who looks, types, and pulls at the window.
#pragma once

#include <sys/types.h>
#include <termios.h>

#include <string>
#include <vector>

#include "control/unique_fd.hpp"
#include "screen_model.hpp"

class TerminalSession {
 public:
  TerminalSession(const std::vector<std::string>& arguments,
                  const std::vector<std::string>& environment, unsigned short rows,
                  unsigned short columns);
  ~TerminalSession();
  TerminalSession(const TerminalSession&) = delete;
  TerminalSession& operator=(const TerminalSession&) = delete;

  // False: it was not on the screen within 10 s.
  bool shows(const std::string& text);
  bool no_longer_shows(const std::string& text);
  void type(const std::string& keys);
  void resize(unsigned short rows, unsigned short columns);
  void signal(int number);
  // As waitpid() tells it.
  int end();

  const ScreenModel& screen() const { return screen_; }
  termios settings() const;  // of the terminal

 private:
  bool look(int ms);
  template <typename Condition>
  bool until(Condition condition);

  macsec::UniqueFd person_;
  macsec::UniqueFd terminal_;
  ScreenModel screen_;
  pid_t child_ = -1;
};
