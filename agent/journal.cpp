#include "journal.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "control/unix_address.hpp"

namespace macsecd {
namespace {

std::string little_endian(std::uint64_t number) {
  std::string octets;
  for (int shift = 0; shift < 64; shift += 8) octets += static_cast<char>(number >> shift & 0xff);
  return octets;
}

bool would_wait(int os) { return os == EAGAIN || os == EINTR || os == ENOBUFS; }

}  // namespace

std::string journal_datagram(std::span<const JournalField> fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    out += name;
    if (value.find('\n') == std::string::npos)
      out += '=' + value;
    else
      (out += '\n') += little_endian(value.size()) + value;
    out += '\n';
  }
  return out;
}

bool stderr_is_journal() {
  const char* const stream = std::getenv("JOURNAL_STREAM");
  struct stat about {};
  if (stream == nullptr || ::fstat(STDERR_FILENO, &about) != 0) return false;
  return std::to_string(about.st_dev) + ":" + std::to_string(about.st_ino) == stream;
}

bool Journal::write(std::span<const JournalField> fields) {
  if (socket_ < 0 && !connect()) return false;
  std::string datagram = journal_datagram(fields);
  flush();
  if (waiting_.empty() && send(datagram)) return true;
  if (socket_ < 0) return false;
  if (waiting_.size() >= most_waiting)
    ++lost_;
  else
    waiting_.push_back(std::move(datagram));
  flush_later();
  return true;
}

void Journal::drive(asio::io_context* io) {
  watch_.reset();
  io_ = io;
}

bool Journal::connect() {
  const auto address = macsec::unix_address(path_);
  if (!address) return false;
  const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return false;
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) {
    ::close(fd);
    return false;
  }
  socket_ = fd;
  return true;
}

// False with a socket: later. Without: the journal is gone, and another one may come.
bool Journal::send(const std::string& datagram) {
  if (::send(socket_, datagram.data(), datagram.size(), MSG_NOSIGNAL | MSG_DONTWAIT) >= 0)
    return true;
  if (would_wait(errno)) return false;
  if (errno == EMSGSIZE) return true;  // none of ours is so long
  watch_.reset();
  ::close(std::exchange(socket_, -1));
  return false;
}

void Journal::flush() {
  while (!waiting_.empty() && socket_ >= 0 && send(waiting_.front())) waiting_.pop_front();
  if (waiting_.empty() && socket_ >= 0) tell_lost();
}

void Journal::tell_lost() {
  if (lost_ == 0) return;
  const JournalField fields[]{
      {"MESSAGE", std::to_string(lost_) + " records were lost here: the journal was too slow"},
      {"PRIORITY", "4"},
      {"SYSLOG_IDENTIFIER", "macsecd"}};
  if (send(journal_datagram(fields))) lost_ = 0;
}

void Journal::flush_later() {
  if (io_ == nullptr || watch_ || waiting_.empty()) return;
  watch_.emplace(*io_, ::dup(socket_));
  watch_->async_wait(asio::posix::stream_descriptor::wait_write,
                     [this](const asio::error_code& error) {
                       if (error) return;
                       watch_.reset();
                       flush();
                       flush_later();
                     });
}

}  // namespace macsecd
