#include "token/worker_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <asio/posix/stream_descriptor.hpp>
#include <asio/post.hpp>
#include <cerrno>
#include <cstring>
#include <utility>

#include "control/unique_fd.hpp"

namespace macsecd::token {
namespace {

using asio::posix::stream_descriptor;
using macsec::Errc;
using macsec::Failure;
using macsec::Result;
using macsec::UniqueFd;

Failure refused(std::string what, int os) {
  return Failure{{Errc::internal, std::move(what), "is the package installed as a whole?", os,
                  std::strerror(os)}};
}

// Its standard input is the socket; no other descriptor, signal mask or handler is ours.
class SpawnSettings {
 public:
  explicit SpawnSettings(int socket) {
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
    for (const int output : {STDOUT_FILENO, STDERR_FILENO})
      ::posix_spawn_file_actions_addopen(&files, output, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
  }

  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};
};

int spawn(const WorkerProgram& program, int socket, pid_t& pid) {
  const SpawnSettings settings(socket);
  std::string path = program.path;
  std::vector<std::string> texts = program.environment;
  std::vector<char*> environment;
  for (std::string& text : texts) environment.push_back(text.data());
  environment.push_back(nullptr);
  char* const arguments[] = {path.data(), nullptr};
  return ::posix_spawn(&pid, path.c_str(), &settings.files, &settings.attributes, arguments,
                       environment.data());
}

// By its descriptor: its number may be another's as soon as it has been waited for.
class Child {
 public:
  Child(asio::io_context& io, pid_t pid, int descriptor) : pid_(pid), descriptor_(io, descriptor) {}

  pid_t pid() const { return pid_; }
  void kill() {
    ::syscall(SYS_pidfd_send_signal, descriptor_.native_handle(), SIGKILL, nullptr, 0);
  }
  // Keeps itself until it has been waited for.
  static void reap(const std::shared_ptr<Child>& child) {
    child->descriptor_.async_wait(stream_descriptor::wait_read,
                                  [child](const asio::error_code& error) {
                                    if (!error) ::waitpid(child->pid_, nullptr, WNOHANG);
                                  });
  }

 private:
  pid_t pid_;
  stream_descriptor descriptor_;
};

Trouble died(std::string detail = {}) { return {State::worker_died, std::move(detail)}; }

}  // namespace

struct WorkerProcess::Body {
  Body(asio::io_context& io, int socket, std::shared_ptr<Child> process)
      : agent_end(io, socket), child(std::move(process)) {}

  Answer read_answer() {
    Message message;
    const auto got =
        ::recv(agent_end.native_handle(), message.octets.data(), message.octets.size(), 0);
    if (got <= 0) return died();
    message.size = static_cast<std::size_t>(got);
    auto answer = decode_answer(message);
    if (!answer) return died("it answers nonsense");
    return *std::move(answer);
  }

  stream_descriptor agent_end;
  std::shared_ptr<Child> child;
  bool gone = false;  // its owner; what was asked is not answered any more
};

Result<WorkerProcess> WorkerProcess::start(asio::io_context& io, const WorkerProgram& program) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return refused("no socket for the token worker", errno);
  UniqueFd ours(ends[0]);
  const UniqueFd its(ends[1]);
  ::fcntl(ours.get(), F_SETFL, O_NONBLOCK);
  pid_t pid = 0;
  if (const int error = spawn(program, its.get(), pid); error != 0)
    return refused(program.path + " cannot be started", error);
  const auto descriptor = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
  if (descriptor < 0) {
    const int error = errno;
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    return refused("the worker cannot be looked after", error);
  }
  auto child = std::make_shared<Child>(io, pid, descriptor);
  Child::reap(child);
  return WorkerProcess(std::make_shared<Body>(io, ours.release(), std::move(child)));
}

WorkerProcess::WorkerProcess(std::shared_ptr<Body> body) : body_(std::move(body)) {}
WorkerProcess::WorkerProcess(WorkerProcess&&) noexcept = default;
WorkerProcess& WorkerProcess::operator=(WorkerProcess&& other) noexcept {
  std::swap(body_, other.body_);
  return *this;
}

// It may hang in foreign code: nothing less would do.
WorkerProcess::~WorkerProcess() {
  if (!body_) return;
  body_->gone = true;
  body_->child->kill();
  body_->agent_end.close();
}

bool WorkerProcess::is_ready() const {
  std::uint8_t octet = 0;
  const auto got = ::recv(body_->agent_end.native_handle(), &octet, 1, MSG_PEEK | MSG_DONTWAIT);
  return got < 0 && (errno == EAGAIN || errno == EINTR);
}

int WorkerProcess::pid() const { return body_->child->pid(); }

void WorkerProcess::ask(const Request& request, std::function<void(Answer)> answered) {
  const auto body = body_;
  Message message;
  const bool sent = encode(request, message) &&
                    ::send(body->agent_end.native_handle(), message.octets.data(), message.size,
                           MSG_NOSIGNAL) == static_cast<ssize_t>(message.size);
  if (!sent)
    return asio::post(body->agent_end.get_executor(), [body, answered = std::move(answered)] {
      if (!body->gone) answered(died());
    });
  body->agent_end.async_wait(stream_descriptor::wait_read,
                             [body, answered = std::move(answered)](const asio::error_code& error) {
                               if (!error && !body->gone) answered(body->read_answer());
                             });
}

}  // namespace macsecd::token
