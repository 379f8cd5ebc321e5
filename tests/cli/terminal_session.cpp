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
#include <stdexcept>

namespace {

constexpr std::chrono::seconds patience(10);

[[noreturn]] void become(const char* terminal, std::vector<std::string> words,
                         std::vector<std::string> variables) {
  ::setsid();
  const int fd = ::open(terminal, O_RDWR);  // becomes the controlling one
  for (int i = 0; i < 3; ++i) ::dup2(fd, i);
  std::vector<char*> argv, envp;
  for (std::string& word : words) argv.push_back(word.data());
  for (std::string& variable : variables) envp.push_back(variable.data());
  argv.push_back(nullptr);
  envp.push_back(nullptr);
  ::execve(MACSECCTL, argv.data(), envp.data());
  ::_exit(127);
}

}  // namespace

TerminalSession::TerminalSession(const std::vector<std::string>& arguments,
                                 const std::vector<std::string>& environment, unsigned short rows,
                                 unsigned short columns)
    : person_(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)), screen_(rows, columns) {
  if (!person_ || ::grantpt(person_.get()) != 0 || ::unlockpt(person_.get()) != 0)
    throw std::runtime_error("no terminal");
  const std::string name = ::ptsname(person_.get());
  terminal_ = macsec::UniqueFd(::open(name.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  const winsize size{rows, columns, 0, 0};
  ::ioctl(person_.get(), TIOCSWINSZ, &size);
  std::vector<std::string> words{"macsecctl"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  child_ = ::fork();
  if (child_ == 0) become(name.c_str(), words, environment);
}

TerminalSession::~TerminalSession() {
  if (child_ < 0) return;
  ::kill(child_, SIGKILL);
  ::waitpid(child_, nullptr, 0);
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
    if (child_ >= 0 && ::waitpid(child_, &status, WNOHANG) == child_) child_ = -1;
    return child_ < 0;
  });
  while (look(50)) {
  }
  return status;
}

termios TerminalSession::settings() const {
  termios settings{};
  ::tcgetattr(terminal_.get(), &settings);
  return settings;
}
