#include "terminal_session.hpp"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>

namespace {

constexpr std::chrono::seconds patience(10);

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

constexpr std::array job_signals{SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGTTOU};

// As a shell does it: a job of its own in the foreground.
[[noreturn]] void be_shell(const char* terminal, std::vector<char*>& argv, std::vector<char*>& envp,
                           int tell) {
  ::setsid();
  const int fd = ::open(terminal, O_RDWR);  // becomes the controlling one
  for (int i = 0; i < 3; ++i) ::dup2(fd, i);
  for (const int signal : job_signals) std::signal(signal, SIG_IGN);
  const pid_t job = ::fork();
  ::setpgid(job, job);
  if (job == 0) {
    ::tcsetpgrp(0, ::getpid());
    for (const int signal : job_signals) std::signal(signal, SIG_DFL);
    ::execve(MACSECCTL, argv.data(), envp.data());
    ::_exit(127);
  }
  int status = -1;
  if (::write(tell, &job, sizeof job) < 0) ::_exit(1);
  ::waitpid(job, &status, 0);
  if (::write(tell, &status, sizeof status) < 0) ::_exit(1);
  for (;;) ::pause();
}

}  // namespace

TerminalSession::TerminalSession(const std::vector<std::string>& arguments,
                                 const std::vector<std::string>& environment, unsigned short rows,
                                 unsigned short columns)
    : person_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)), screen_(rows, columns) {
  if (!person_ || ::grantpt(person_.get()) != 0 || ::unlockpt(person_.get()) != 0)
    throw std::runtime_error("no terminal");
  const std::string name = ::ptsname(person_.get());
  const winsize size{rows, columns, 0, 0};
  ::ioctl(person_.get(), TIOCSWINSZ, &size);
  ::tcgetattr(person_.get(), &before_);
  std::vector<std::string> words{"macsecctl"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment;
  auto argv = pointers(words);
  auto envp = pointers(variables);
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  told_ = macsec::UniqueFd(ends[0]);
  const macsec::UniqueFd tell(ends[1]);
  shell_ = ::fork();
  if (shell_ == 0) be_shell(name.c_str(), argv, envp, tell.get());
  if (::read(told_.get(), &child_, sizeof child_) != sizeof child_)
    throw std::runtime_error("no program");
}

TerminalSession::~TerminalSession() {
  if (child_ > 0) ::kill(child_, SIGKILL);
  ::kill(shell_, SIGKILL);
  ::waitpid(shell_, nullptr, 0);
}

bool TerminalSession::look(int ms) {
  pollfd waits_for{person_.get(), POLLIN, 0};
  if (::poll(&waits_for, 1, ms) <= 0) return false;
  std::array<char, 4096> piece{};
  const ssize_t got = ::read(person_.get(), piece.data(), piece.size());
  if (got <= 0) return false;
  screen_.take({piece.data(), static_cast<std::size_t>(got)});
  return true;
}

template <typename Condition>
bool TerminalSession::until(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!condition() && std::chrono::steady_clock::now() < deadline) look(100);
  return condition();
}

bool TerminalSession::shows(const std::string& text) {
  return until([&] { return screen_.text().find(text) != std::string::npos; });
}

bool TerminalSession::no_longer_shows(const std::string& text) {
  return until([&] { return screen_.text().find(text) == std::string::npos; });
}

void TerminalSession::type(const std::string& keys) {
  if (::write(person_.get(), keys.data(), keys.size()) < 0) throw std::runtime_error("no terminal");
}

void TerminalSession::resize(unsigned short rows, unsigned short columns) {
  while (look(50)) {
  }
  screen_.resize(rows, columns);
  const winsize size{rows, columns, 0, 0};
  ::ioctl(person_.get(), TIOCSWINSZ, &size);
}

void TerminalSession::signal(int number) { ::kill(child_, number); }

int TerminalSession::end() {
  int status = -1;
  until([&] {
    pollfd waits_for{told_.get(), POLLIN, 0};
    if (child_ > 0 && ::poll(&waits_for, 1, 0) == 1 &&
        ::read(told_.get(), &status, sizeof status) == sizeof status)
      child_ = -1;
    return child_ < 0;
  });
  while (look(50)) {
  }
  return status;
}

bool TerminalSession::settings_are_as_before() const {
  termios now{};
  return ::tcgetattr(person_.get(), &now) == 0 && now.c_lflag == before_.c_lflag &&
         now.c_iflag == before_.c_iflag && now.c_oflag == before_.c_oflag;
}

bool TerminalSession::is_stopped() {
  return until([&] {
    std::ifstream stat("/proc/" + std::to_string(child_) + "/stat");
    std::string id;
    std::string name;
    std::string state;
    stat >> id >> name >> state;
    return state == "T";
  });
}

bool TerminalSession::is_on_alternate(bool wanted) {
  return until([&] { return screen_.alternate() == wanted; });
}
