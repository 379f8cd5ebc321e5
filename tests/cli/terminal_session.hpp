// macsecctl at a terminal of its own, started by a shell of sorts that outlives it (a terminal
// whose first process ends is reset by the kernel, whatever it looked like), with a person who
// looks, types, and pulls at the window.
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
  bool settings_are_as_before() const;  // those of the terminal
  bool is_on_alternate(bool wanted);    // within 10 s
  bool is_stopped();                    // within 10 s

 private:
  bool look(int ms);
  template <typename Condition>
  bool until(Condition condition);

  macsec::UniqueFd person_;
  macsec::UniqueFd told_;  // by the shell: the number of macsecctl, then how it ended
  ScreenModel screen_;
  termios before_{};
  pid_t shell_ = -1;
  pid_t child_ = -1;
};
