#include "process.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "control/unique_fd.hpp"

namespace {

using macsec::UniqueFd;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File temporary() { return {std::tmpfile(), std::fclose}; }

std::string contents(std::FILE* file) {
  std::string text;
  std::array<char, 4096> piece{};
  std::rewind(file);
  for (std::size_t got = 0; (got = std::fread(piece.data(), 1, piece.size(), file)) > 0;)
    text.append(piece.data(), got);
  return text;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

[[noreturn]] void become(std::vector<char*>& argv, std::vector<char*>& envp, int in, int out,
                         int err) {
  ::setsid();  // no terminal: nothing can be asked
  ::dup2(in, 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  ::execve(MACSECCTL, argv.data(), envp.data());
  ::_exit(127);
}

// Runs it with `in` as its standard input, while `feed` gives it what is typed, or worse.
template <typename Feed>
Run run_with(int in, const std::vector<std::string>& arguments,
             const std::vector<std::string>& environment, Feed feed) {
  std::vector<std::string> words{"macsecctl"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment;
  auto argv = pointers(words);
  auto envp = pointers(variables);
  const File out = temporary();
  const File err = temporary();
  const pid_t child = ::fork();
  if (child == 0) become(argv, envp, in, ::fileno(out.get()), ::fileno(err.get()));
  feed(child, ::fileno(out.get()));
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, contents(out.get()), contents(err.get())};
}

}  // namespace

Run macsecctl(const std::vector<std::string>& arguments, const std::string& input,
              const std::vector<std::string>& environment) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  UniqueFd read_end(ends[0]);
  UniqueFd write_end(ends[1]);
  return run_with(read_end.get(), arguments, environment, [&](pid_t, int) {
    [[maybe_unused]] const ssize_t written = ::write(write_end.get(), input.data(), input.size());
    write_end.reset();
  });
}

Run macsecctl_interrupted(const std::vector<std::string>& arguments,
                          const std::vector<std::string>& environment) {
  const UniqueFd nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  return run_with(nothing.get(), arguments, environment, [](pid_t child, int out) {
    for (int i = 0; i < 1000 && ::lseek(out, 0, SEEK_END) == 0; ++i) ::usleep(10000);
    ::kill(child, SIGINT);
  });
}

Run macsecctl_on_terminal(const std::vector<std::string>& arguments, const std::string& typed,
                          const std::vector<std::string>& environment) {
  const UniqueFd person(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (!person || ::grantpt(person.get()) != 0 || ::unlockpt(person.get()) != 0)
    throw std::runtime_error("no terminal");
  const UniqueFd terminal(::open(::ptsname(person.get()), O_RDWR | O_NOCTTY | O_CLOEXEC));
  return run_with(terminal.get(), arguments, environment, [&](pid_t, int) {
    [[maybe_unused]] const ssize_t written = ::write(person.get(), typed.data(), typed.size());
  });
}
