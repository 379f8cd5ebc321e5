#include "watch/signals.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

namespace macsecctl {

Signals::Signals() {
  ::sigemptyset(&caught_);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH})
    ::sigaddset(&caught_, signal);
  ::sigprocmask(SIG_BLOCK, &caught_, &before_);
  descriptor_ = macsec::UniqueFd(::signalfd(-1, &caught_, SFD_NONBLOCK | SFD_CLOEXEC));
}

Signals::~Signals() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

std::optional<int> Signals::take() {
  signalfd_siginfo info{};
  if (::read(descriptor_.get(), &info, sizeof info) != sizeof info) return std::nullopt;
  return static_cast<int>(info.ssi_signo);
}

void Signals::deliver(int signal) {
  ::raise(signal);
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);  // here it arrives
  ::sigprocmask(SIG_BLOCK, &caught_, nullptr);
}

}  // namespace macsecctl
