// Signals as something to read in a loop, instead of interrupting it anywhere.
#pragma once

#include <csignal>
#include <optional>

#include "control/unique_fd.hpp"

namespace macsecctl {

class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  int descriptor() const { return descriptor_.get(); }
  std::optional<int> take();  // the next one that has come
  // Does to this program what it would have done: ends it, or stops it until it is continued.
  void deliver(int signal);

 private:
  sigset_t caught_{};
  sigset_t before_{};
  macsec::UniqueFd descriptor_;
};

}  // namespace macsecctl
