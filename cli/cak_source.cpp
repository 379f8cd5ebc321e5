#include "cak_source.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>

#include "secret_buffer.hpp"

namespace macsecctl {
namespace {

using macsec::Errc;
using macsec::Error;
using macsec::Failure;
using macsec::Result;
using macsec::UniqueFd;

Failure not_readable(const std::string& what, const std::string& hint, int os) {
  Error error{Errc::secret_not_readable, what, hint};
  error.os = os;
  return Failure{std::move(error)};
}

// Typing ends with its line, everything else with its end.
enum class Until { end, newline };

Result<void> read_into(SecretBuffer& secret, int fd, Until until) {
  while (!secret.room().empty()) {
    const ssize_t got = ::read(fd, secret.room().data(), secret.room().size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return not_readable("cannot read the CAK", "", errno);
    secret.grow(static_cast<std::size_t>(got));
    if (got == 0 || (until == Until::newline && secret.expose().ends_with('\n'))) return {};
  }
  return Failure{Error{Errc::key_format, "the CAK is longer than any key",
                       "it is 32 or 64 hexadecimal digits, with at most one newline behind them"}};
}

Result<UniqueFd> copy_of(int fd, Until until) {
  SecretBuffer secret;
  if (auto read = read_into(secret, fd, until); !read) return Failure{read.error()};
  return seal(secret);
}

void warn_if_others_may_read(const std::string& path, const struct stat& file) {
  if ((file.st_mode & 077) != 0)
    std::cerr << "macsecctl: warning: others may read " << path << "\n  chmod 600 " << path << "\n";
}

Result<UniqueFd> open_file(const std::string& path) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  struct stat file {};
  if (!fd || ::fstat(fd.get(), &file) != 0)
    return not_readable("cannot open the CAK file " + path, "check its path and permissions",
                        errno);
  if (S_ISFIFO(file.st_mode)) return copy_of(fd.get(), Until::end);
  if (!S_ISREG(file.st_mode))
    return not_readable(path + " is neither a file nor a pipe", "give the file with the CAK", 0);
  warn_if_others_may_read(path, file);
  return fd;
}

class SilentTerminal {
 public:
  explicit SilentTerminal(int fd) : fd_(fd) {
    ::tcgetattr(fd_, &before_);
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(fd_, TCSAFLUSH, &silent);
  }
  ~SilentTerminal() { ::tcsetattr(fd_, TCSAFLUSH, &before_); }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

 private:
  int fd_;
  termios before_{};
};

void say(const UniqueFd& terminal, std::string_view words) {
  [[maybe_unused]] const ssize_t written = ::write(terminal.get(), words.data(), words.size());
}

Result<UniqueFd> ask(const std::string& wanted) {
  const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
  if (!terminal)
    return not_readable("there is no CAK and no terminal to ask on",
                        "give a file, --cak-file FILE, or standard input, --cak-file -", 0);
  say(terminal, "CAK (" + wanted + ", not shown): ");
  Result<UniqueFd> typed = [&] {
    const SilentTerminal silent(terminal.get());
    return copy_of(terminal.get(), Until::newline);
  }();
  say(terminal, "\n");
  return typed;
}

}  // namespace

Result<UniqueFd> open_cak(const std::string& source, const std::string& wanted) {
  if (source.empty()) return ask(wanted);
  if (source == "-") return copy_of(STDIN_FILENO, Until::end);
  return open_file(source);
}

Result<void> read_cak(int descriptor, SecretBuffer& into) {
  return read_into(into, descriptor, Until::end);
}

void warn_if_others_may_read(const std::string& path) {
  struct stat file {};
  if (::stat(path.c_str(), &file) == 0 && S_ISREG(file.st_mode))
    warn_if_others_may_read(path, file);
}

Result<UniqueFd> seal(const SecretBuffer& secret) {
  UniqueFd memory(::memfd_create("cak", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  const std::string_view octets = secret.expose();
  const bool sealed =
      memory &&
      ::write(memory.get(), octets.data(), octets.size()) == static_cast<ssize_t>(octets.size()) &&
      ::lseek(memory.get(), 0, SEEK_SET) == 0 &&
      ::fcntl(memory.get(), F_ADD_SEALS,
              F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) == 0;
  if (!sealed) return not_readable("cannot keep the CAK in memory", "", errno);
  return memory;
}

}  // namespace macsecctl
