#include "hooks/hook_run.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "control/unique_fd.hpp"

namespace macsecctl {
namespace {

using Clock = std::chrono::steady_clock;
using Line = std::function<void(const std::string&)>;
using macsec::UniqueFd;

constexpr std::chrono::milliseconds grace(5000);  // from SIGTERM to SIGKILL
constexpr std::size_t longest_line = 1000;
constexpr std::size_t most_lines = 200;  // of one run; the rest is read, and left out

UniqueFd as_file(const std::string& text) {
  UniqueFd fd(::memfd_create("event", MFD_CLOEXEC));
  if (!fd || ::pwrite(fd.get(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
    return {};
  return fd;
}

class Output {
 public:
  explicit Output(const Line& line) : line_(line) {}

  // False: there will be no more.
  bool read(int fd) {
    std::array<char, 4096> piece{};
    const ssize_t got = ::read(fd, piece.data(), piece.size());
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    for (ssize_t i = 0; i < got; ++i) take(piece[static_cast<std::size_t>(i)]);
    return got > 0;
  }
  void end() {
    if (!text_.empty()) tell();
    if (left_out_ > 0) line_(std::to_string(left_out_) + " more lines were left out");
  }

 private:
  void take(char c) {
    if (c == '\n') return tell();
    if (text_.size() < longest_line) text_ += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  void tell() {
    if (lines_ < most_lines)
      line_(text_);
    else
      ++left_out_;
    ++lines_;
    text_.clear();
  }

  const Line& line_;
  std::string text_;
  std::size_t lines_ = 0;
  std::size_t left_out_ = 0;
};

std::vector<std::string> environment_of(const HookRun& run) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry != nullptr; ++entry)
    if (std::strncmp(*entry, "MACSECD_EVENT=", 14) != 0) out.emplace_back(*entry);
  out.push_back("MACSECD_EVENT=" + run.name);
  return out;
}

// The leader of a process group of its own, with the signals as a program expects them.
int start(pid_t& child, const HookRun& run, int input, int output) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigset_t reset;
  sigemptyset(&none);
  sigemptyset(&reset);
  sigaddset(&reset, SIGPIPE);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &reset);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<std::string> words = environment_of(run);
  std::vector<char*> environment;
  for (std::string& word : words) environment.push_back(word.data());
  environment.push_back(nullptr);
  std::string program = run.program.string();
  const std::array<char*, 2> arguments{program.data(), nullptr};
  const int failed = ::posix_spawn(&child, program.c_str(), &files, &attributes, arguments.data(),
                                   environment.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return failed;
}

int until(Clock::time_point end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
  return left > 0 ? static_cast<int>(left) : 0;
}

// Until the program ends; it is asked to at the limit, and made to after the grace. True: it ended
// by itself.
bool attend(pid_t child, int pidfd, int output, const HookRun& run, Output& lines) {
  auto end = Clock::now() + run.limit;
  int signal = SIGTERM;
  bool asked = false;
  std::array<pollfd, 2> watched{pollfd{pidfd, POLLIN, 0}, pollfd{output, POLLIN, 0}};
  for (;;) {
    const int ready = ::poll(watched.data(), watched.size(), until(end));
    if (ready < 0 && errno != EINTR) return !asked;
    if (ready > 0 && watched[1].revents != 0 && !lines.read(output)) watched[1].fd = -1;
    if (ready > 0 && watched[0].revents != 0) return !asked;
    if (Clock::now() < end) continue;
    ::kill(-child, signal);
    end = Clock::now() + grace;
    signal = SIGKILL;
    asked = true;
  }
}

std::string time_text(std::chrono::milliseconds time) {
  if (time.count() % 1000 != 0) return std::to_string(time.count()) + " ms";
  return std::to_string(time.count() / 1000) + " s";
}

std::string verdict(int status) {
  if (WIFSIGNALED(status))
    return std::string("it was ended by signal ") + ::sigabbrev_np(WTERMSIG(status));
  const int exit = WEXITSTATUS(status);
  return exit == 0 ? "" : "it failed with status " + std::to_string(exit);
}

}  // namespace

std::string run_hook(const HookRun& run, const Line& line) {
  const UniqueFd input = as_file(run.input);
  std::array<int, 2> ends{-1, -1};
  if (!input || ::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
    return std::string("it cannot be started: ") + std::strerror(errno);
  const UniqueFd reading(ends[0]);
  UniqueFd writing(ends[1]);
  ::fcntl(writing.get(), F_SETFL, 0);  // its output may wait for us
  pid_t child = 0;
  if (const int failed = start(child, run, input.get(), writing.get()); failed != 0)
    return std::string("it cannot be started: ") + std::strerror(failed);
  writing.reset();
  // glibc 2.36 declares pidfd_open() for C alone.
  const UniqueFd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  Output lines(line);
  const bool by_itself = attend(child, pidfd.get(), reading.get(), run, lines);
  if (!by_itself) ::kill(-child, SIGKILL);  // and whatever it had started
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  while (lines.read(reading.get()) && errno != EAGAIN) continue;
  lines.end();
  if (!by_itself) return "it was ended after " + time_text(run.limit);
  return verdict(status);
}

}  // namespace macsecctl
