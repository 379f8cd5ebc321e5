#include "control/session.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <asio/post.hpp>
#include <cerrno>
#include <cstring>

#include "control/limits.hpp"
#include "control/socket_io.hpp"

namespace macsec {
namespace {

bool would_wait(int os) { return os == EAGAIN || os == EINTR; }

// Both directions are shut: nobody reads an answer any more.
bool hung_up(int socket) {
  pollfd query{socket, 0, 0};
  return ::poll(&query, 1, 0) > 0 && (query.revents & (POLLHUP | POLLERR)) != 0;
}

// With the number of messages, or events, that are lost: those queued, and new ones.
std::string does_not_read(const std::string& queued, std::ptrdiff_t more) {
  const auto lost = std::count(queued.begin(), queued.end(), '\0') + more;
  return "does not read its replies: " + std::to_string(lost) + " are lost";
}

}  // namespace

Session::Session(Socket socket, const Peer& peer, const Dispatcher& dispatcher,
                 std::shared_ptr<Turns> turns, Server::Log log, OnEnd on_end)
    : socket_(std::move(socket)),
      peer_(peer),
      dispatcher_(dispatcher),
      turns_(std::move(turns)),
      log_(std::move(log)),
      on_end_(std::move(on_end)),
      idle_(socket_.get_executor()) {}

void Session::start() {
  expect_progress();
  wait_readable();
}

void Session::end(std::string_view reason) {
  if (std::exchange(ended_, true)) return;
  if (!reason.empty())
    log_("control client (pid " + std::to_string(peer_.pid) + ", uid " + std::to_string(peer_.uid) +
         ") dropped: " + std::string(reason));
  const auto self = shared_from_this();
  idle_.cancel();
  asio::error_code ignored;
  socket_.close(ignored);
  if (const auto call = call_.lock())
    for (auto& callback : call->close()) asio::post(socket_.get_executor(), std::move(callback));
  on_end_(self);
}

void Session::wait_readable() {
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const asio::error_code& error) {
    if (!error && !self->ended_) self->on_readable();
  });
}

void Session::on_readable() {
  std::array<char, 16384> piece{};
  const auto passed = peer_.access == Access::change ? Descriptors::accepted : Descriptors::refused;
  Received received = receive_some(socket_.native_handle(), piece, Wait::never, passed);
  if (would_wait(received.os)) return wait_readable();
  if (received.os != 0) return end();
  if (received.octets == 0) return on_end_of_stream();
  if (received.too_many_descriptors) return end("too many file descriptors in one message");
  if (!framer_.feed({piece.data(), received.octets}, std::move(received.descriptors)))
    return end("a message is empty, too long, or carries too many file descriptors");
  serve();
  if (!ended_) wait_readable();
}

// `echo ... | nc -U` closes its half before it reads the answer; a stream needs a whole client.
void Session::on_end_of_stream() {
  finished_ = true;
  const auto call = call_.lock();
  const bool streams = call && call->request.more;
  if (streams || hung_up(socket_.native_handle())) return end();
  serve();
}

void Session::serve() {
  if (ended_ || turn_due_ || busy()) return;
  if (framer_.has_message()) {
    turn_due_ = true;
    turns_->await(peer_.uid, [self = shared_from_this()] { self->take_turn(); });
  } else if (finished_) {
    end();
  }
}

void Session::take_turn() {
  turn_due_ = false;
  if (ended_ || busy()) return;
  if (auto message = framer_.next()) serve_one(*std::move(message));
  serve();
}

void Session::serve_one(Message message) {
  expect_progress();
  auto request = decode_request(message.text);
  if (!request) return end("a message is no method call");
  if (request->more && (finished_ || request->oneway))
    return end("a stream needs a client that reads");
  auto send = [weak = weak_from_this()](const std::optional<Json>& answer, bool last) {
    if (const auto self = weak.lock()) self->answer(answer, last);
  };
  calling_ = true;
  const auto call = std::make_shared<CallState>(std::move(*request), std::move(message.descriptors),
                                                peer_, std::move(send));
  call_ = call;
  dispatcher_.run(call);
}

void Session::answer(const std::optional<Json>& message, bool last) {
  if (ended_) return;
  if (output_.size() > limits::queued_octets) return end(does_not_read(output_, 1));
  if (message) (output_ += to_text(*message)) += '\0';
  if (last) {
    calling_ = false;
    call_.reset();
    expect_progress();
  }
  if (!writing_) flush();
}

void Session::flush() {
  while (!output_.empty()) {
    const Sent sent = send_some(socket_.native_handle(), output_, {}, Wait::never);
    if (would_wait(sent.os)) return wait_writable();
    if (sent.os != 0) return end();
    output_.erase(0, sent.octets);
    expect_progress();
  }
  serve();
}

void Session::wait_writable() {
  writing_ = true;
  socket_.async_wait(Socket::wait_write,
                     [self = shared_from_this()](const asio::error_code& error) {
                       self->writing_ = false;
                       if (!error && !self->ended_) self->flush();
                     });
}

// Only we may take long: while a call is being answered, and all answers so far are read, no time
// runs.
void Session::expect_progress() {
  idle_.expires_after(limits::idle);
  idle_.async_wait([weak = weak_from_this()](const asio::error_code& error) {
    const auto self = weak.lock();
    if (error || !self || self->ended_) return;
    if (self->calling_ && self->output_.empty()) return self->expect_progress();
    self->end(self->output_.empty() ? "" : does_not_read(self->output_, 0));
  });
}

}  // namespace macsec
